// The web servers' certificates, verified as a TLS client does it.
#include <gtest/gtest.h>

#include "fixtures/deviation/deviation.h"
#include "fixtures/product/products.h"
#include "fixtures/site/deployment.h"
#include "tests/lab/test_authorities.h"

namespace s2slab {
namespace {

Deployment deployment_with(const char* persona, const char* fault) {
  Blueprint blueprint = conforming_blueprint(*find_persona(persona), test_authorities().now());
  if (fault) all_faults().at(fault)(blueprint);
  return deploy(blueprint, test_authorities());
}

// What OpenSSL says of the chain that the instance sends, trusting the lab's root for `host`.
int verify(const Deployment& deployment, const char* host) {
  const std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)> store(X509_STORE_new(),
                                                                      &X509_STORE_free);
  X509_STORE_add_cert(store.get(), test_authorities().of(Authority::root).certificate.get());
  const std::unique_ptr<STACK_OF(X509), void (*)(STACK_OF(X509)*)> sent(
      sk_X509_new_null(), [](STACK_OF(X509) * stack) { sk_X509_free(stack); });
  for (const Certificate& certificate : deployment.chain) {
    sk_X509_push(sent.get(), certificate.get());
  }
  const std::unique_ptr<X509_STORE_CTX, decltype(&X509_STORE_CTX_free)> context(
      X509_STORE_CTX_new(), &X509_STORE_CTX_free);
  X509_STORE_CTX_init(context.get(), store.get(), deployment.web_server.certificate.get(),
                      sent.get());
  X509_STORE_CTX_set_default(context.get(), "ssl_server");
  X509_VERIFY_PARAM_set1_host(X509_STORE_CTX_get0_param(context.get()), host, 0);
  X509_verify_cert(context.get());
  return X509_STORE_CTX_get_error(context.get());
}

int verify_exchange(const char* fault) {
  return verify(deployment_with("exchange-2019", fault), "autodiscover.litwareinc.com");
}

int verify_sharepoint(const char* fault) {
  return verify(deployment_with("sharepoint-subscription-edition", fault), "portal.litwareinc.com");
}

int verify_lync(const char* fault) {
  return verify(deployment_with("lync-skype-for-business-2019", fault), "pool.litwareinc.com");
}

TEST(WebServerCertificate, OfConformingProductsIsTrustedForBothHosts) {
  for (const Persona& persona : all_personas()) {
    const Deployment deployment = deployment_with(persona.name().c_str(), nullptr);
    for (const std::string& host :
         {deployment.blueprint.metadata_host, deployment.blueprint.resource_host}) {
      EXPECT_EQ(verify(deployment, host.c_str()), X509_V_OK) << persona.name() << " " << host;
    }
  }
}

TEST(WebServerCertificate, WithFaultIsRefusedForThatReason) {
  EXPECT_EQ(verify_exchange("tls-self-signed"), X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT);
  EXPECT_EQ(verify_sharepoint("tls-unknown-authority"), X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN);
  EXPECT_EQ(verify_lync("tls-intermediate-missing"), X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
  EXPECT_EQ(verify_exchange("tls-wrong-host"), X509_V_ERR_HOSTNAME_MISMATCH);
  EXPECT_EQ(verify_exchange("tls-expired"), X509_V_ERR_CERT_HAS_EXPIRED);
  EXPECT_EQ(verify_lync("tls-not-yet-valid"), X509_V_ERR_CERT_NOT_YET_VALID);
  EXPECT_EQ(verify_exchange("tls-client-usage-only"), X509_V_ERR_INVALID_PURPOSE);
}

TEST(WebServerCertificate, WithFaultThatVerificationDoesNotSee) {
  EXPECT_EQ(verify_exchange("tls-chain-with-stranger"), X509_V_OK);
  EXPECT_EQ(verify_exchange("tls-expires-soon"), X509_V_OK);
  const Deployment common_name =
      deployment_with("sharepoint-subscription-edition", "tls-common-name-only");
  EXPECT_EQ(X509_get_ext_by_NID(common_name.web_server.certificate.get(), NID_subject_alt_name, -1),
            -1);
  const Deployment sha1 = deployment_with("lync-skype-for-business-2019", "tls-sha1");
  EXPECT_EQ(X509_get_signature_nid(sha1.web_server.certificate.get()), NID_sha1WithRSAEncryption);
  const Deployment small = deployment_with("sharepoint-subscription-edition", "tls-rsa-1024");
  EXPECT_EQ(EVP_PKEY_get_bits(small.web_server.key.get()), 1024);
}

}  // namespace
}  // namespace s2slab
