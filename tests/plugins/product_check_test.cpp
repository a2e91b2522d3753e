#include "harness/plugins/product_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace s2sconform {
namespace {

using testing::HasSubstr;

constexpr std::string_view suites[] = {"metadata"};
constexpr unsigned statuses[] = {200};
constexpr plugin::Version versions[] = {
    {.id = "1", .display_name = "One", .dialect = {.name = "one"}, .exemptions = {}}};
constexpr plugin::Version twins[] = {versions[0], versions[0]};

plugin::Product whole() {
  plugin::Product product;
  product.id = "product-1";
  product.display_name = "Product";
  product.principal_id = "0000000a-0000-0ff1-ce00-000000000000";
  product.metadata_path = "/metadata/json/1";
  product.versions = versions;
  product.suites = suites;
  return product;
}

std::string defect_with(void (*change)(plugin::Product&)) {
  plugin::Product product = whole();
  change(product);
  return product_defect(product);
}

TEST(ProductDefect, IsEmptyForAWholeDescription) { EXPECT_EQ(product_defect(whole()), ""); }

TEST(ProductDefect, NamesTheMember) {
  using P = plugin::Product;
  EXPECT_THAT(defect_with([](P& p) { p.structure_size = 8; }), HasSubstr("structure_size"));
  EXPECT_THAT(defect_with([](P& p) { p.id = "Product One"; }), HasSubstr("id "));
  EXPECT_THAT(defect_with([](P& p) { p.id = ""; }), HasSubstr("id "));
  EXPECT_THAT(defect_with([](P& p) { p.display_name = ""; }), HasSubstr("display_name"));
  EXPECT_THAT(defect_with([](P& p) { p.principal_id = "0000000A-0000-0ff1-ce00-000000000000"; }),
              HasSubstr("principal_id"));
  EXPECT_THAT(defect_with([](P& p) { p.metadata_path = "metadata"; }), HasSubstr("metadata_path"));
  EXPECT_THAT(defect_with([](P& p) { p.root_certificate_path = "x"; }),
              HasSubstr("root_certificate_path"));
  EXPECT_THAT(defect_with([](P& p) { p.suites = {}; }), HasSubstr("suites"));
  EXPECT_THAT(defect_with([](P& p) { p.versions = {}; }), HasSubstr("versions"));
  EXPECT_THAT(defect_with([](P& p) { p.versions = twins; }), HasSubstr("two versions"));
}

TEST(ProductDefect, LooksIntoTheResource) {
  using P = plugin::Product;
  const auto resource = [](P& p) {
    p.resource.path = "/ews";
    p.resource.base_url = "resource";
    p.resource.method = "GET";
    p.resource.accepted_status = statuses;
    p.resource.refused_status = statuses;
  };
  plugin::Product product = whole();
  resource(product);
  EXPECT_EQ(product_defect(product), "");
  product.resource.method = "DELETE";
  EXPECT_THAT(product_defect(product), HasSubstr("resource.method"));
  resource(product);
  product.resource.base_url = "elsewhere";
  EXPECT_THAT(product_defect(product), HasSubstr("resource.base_url"));
  resource(product);
  product.resource.refused_status = {};
  EXPECT_THAT(product_defect(product), HasSubstr("refused_status"));
}

}  // namespace
}  // namespace s2sconform
