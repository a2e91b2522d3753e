// What is asserted about each answer; `expected` stands before it.
pm.test("status", () => pm.expect(pm.response.code).to.equal(expected.status));
pm.test("content type", () => pm.expect(pm.response.headers.get("Content-Type") || "").to.equal(expected.content_type));
pm.test("date", () => pm.expect(pm.response.headers.has("Date")).to.be.true);
if (expected.is_document) {
  const document_ = pm.response.json();
  const ders = (document_.keys || []).map(key => CryptoJS.enc.Base64.parse(key.keyvalue.value));
  pm.test("JSON object", () => pm.expect(document_).to.be.an("object"));
  pm.test("issuer", () => pm.expect(document_.issuer).to.match(/^[0-9a-f-]{36}@(\*|[\w.]+)$/));
  pm.test("keys", () => pm.expect(ders).to.not.be.empty);
  pm.test("x5t", () => ders.forEach((der, number) => pm.expect(document_.keys[number].keyinfo.x5t).to.equal(
    CryptoJS.enc.Base64.stringify(CryptoJS.SHA1(der)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, ""))));
  pm.test("certificate dates", () => ders.forEach(der => {
    const times = der.toString(CryptoJS.enc.Latin1).match(/\x17\x0d\d{12}Z/g).slice(0, 2).map(text => {
      const part = at => Number(text.substr(2 + at, 2));
      return Date.UTC(2000 + part(0), part(2) - 1, part(4), part(6), part(8), part(10));
    });
    pm.expect(Date.now()).to.be.within(times[0], times[1]);
  }));
}
