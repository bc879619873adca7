"""What nobody types, and machines do: texts, bytes and names for fields of the form."""

# fmt: off
# As texts: they arrive as UTF-8. Half a character (a lone surrogate) has no UTF-8; its three bytes are among RAW.
TEXTS = (
    "", " ", "\t", "\n", "\r\n" * 50, "\0", "a\0b", "\x1b[31m", "\x7f", "\x85", "\u2028\u2029", "\ufeff",
    "\ufffe\uffff", "é", "e\u0301", "Ａ", "ß" * 100, "İ", "ﬁ", "٠١٢٣", "中文", "مرحبا", "\u202eedoc\u202c", "🙂", "👩‍👩‍👧",
    "🏳️‍🌈", "\U0010ffff", "Z" + "\u0351" * 400, "\u200b" * 20, "\U000e0041", "a" * 301, "a" * 4_000, "é" * 19_000,
    "x" * 50_000, "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</textarea></form>",
    "&lt;&#0;&#xd800;", "]]>", "{{ 7 }}{% debug %}", "{% csrf_token %}", "%s%d%n", "${7*7}", "#{7*7}", "`id`", "$(id)",
    "; ls", "| cat", "' OR '1'='1", "'; DROP TABLE selfreferral_letter; --", "\\", "\\x00", "\\ud800", "%00",
    "%ed%a0%80", "%", "%zz", "+", "../../etc/passwd", "..\\..\\windows", "file:///etc/passwd", "http://[::1",
    "//evil.example", "javascript:alert(1)", "null", "undefined", "NaN", "Infinity", "-0", "1e999", "9" * 400, "True",
    "[]", "{}", '{"a":' * 100, "0x10", "1_000", "self", "relative", "client", "yes", "no", "phone", "email", "post",
    "nothing", "victim", "under_12", "18_up", "on", "06-12345678", "+31 (0)6 12345678", "+" * 40, "+999999999999999",
    "0900-1234", "112", "06 1234 5678 ext. 9", "٠٦١٢٣٤٥٦٧٨", "a@b", "a@b.nl", "a@" + "b" * 250 + ".nl", "@", "a b@c.nl",
    '"a\nb"@c.nl', "é@ü.nl", "a@[127.0.0.1]", "a@b.nl\r\nBcc: x@y.nl",
)
# As they come through the line, percent signs and all.
RAW = (
    b"%ff%fe", b"%ed%a0%80", b"%ed%b0%80%ed%a0%80", b"%c0%80", b"%f4%90%80%80", b"%e2%82", b"%", b"%%%", b"%u1234",
    b"%0", b"\xff\xfe", b"\xed\xa0\x80", b"\x80", b"\x00", b"caf\xe9", b"\xc3", b"%00", b"a%00b",
    b"%0d%0aSet-Cookie:%20a=b", b"+%2B",
)
NAMES = (
    "csrfmiddlewaretoken", "__proto__", "constructor", "id", "is_submitted", "rejected", "answers", "kind",
    "receipt_digest", "", " ", "\0", "é", "a" * 3_000, "name[]", "name[0]", "name.x", "name\r\nX: y", '"', "=", "&amp;",
    "wijzig", "_method",
)
CHARSETS = (
    "utf-8", "UTF8", "latin-1", "utf-16", "utf-32", "utf-7", "cp037", "idna", "punycode", "undefined", "rot13", "hex",
    "zlib", "base64", "bz2", "uu", "quopri", "unicode_escape", "raw_unicode_escape", "utf-8-sig", "mbcs", "ascii",
    "no-such", "", "\0", "é",
)
TYPES = (
    "application/json", "text/plain", "text/xml", "application/octet-stream", "", "/", ";", ";;;", "é",
    "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "b" * 300,
    "multipart/form-data; boundary=é", "multipart/mixed; boundary=b", "multipart/form-data; boundary*=x''b",
    "multipart/form-data; boundary*0=b; boundary*1=c", "application/x-www-form-urlencoded; charset*=x''y",
    "application/x-www-form-urlencoded; charset*=rot13''y", "a/b; c*=''",
    "multipart/form-data; boundary=b; charset*=utf-8''rot13", "APPLICATION/X-WWW-FORM-URLENCODED", "text/html; q=\0",
)
QUERIES = (
    "", "", "", "?wijzig", "?wijzig=%00", "?%ff", "?" + "a&" * 900, "?wijzig=//evil.example", "?next=%0d%0aX:%20y",
    "?=",
)
COOKIES = (
    "", "=", "a" * 43 + "=", "A" * 44, "-_" * 22, "é", "\0", "%00", '"quoted"', "a;b", "x" * 4_000, "AAAA====",
)
# Not the length of what comes: that is for the server to check, before us.
HEADERS: tuple[dict[str, str], ...] = (
    {}, {}, {}, {"Origin": "null"}, {"Origin": "https://["}, {"Origin": "http://testserver"}, {"Origin": "\0"},
    {"Origin": "a:b:c"}, {"Referer": "http://["}, {"Referer": "é"}, {"Sec-Fetch-Site": "same-origin"},
    {"Accept-Language": "x" * 600 + ",;q=é"}, {"Accept": "\0;q=z"}, {"X-Forwarded-For": "' OR 1, ::ffff:1.2.3.4.5, é"},
    {"X-Forwarded-Proto": "gopher"}, {"Host": "evil.example"}, {"Host": "testserver:99999999"}, {"Host": "["},
    {"X-Forwarded-Host": "evil.example"}, {"X-CSRFToken": "\0é"}, {"Range": "bytes=-1"},
    {"X-HTTP-Method-Override": "DELETE"}, {"Content-Encoding": "gzip"}, {"Transfer-Encoding": "chunked"},
    {"Expect": "é"}, {"If-Modified-Since": "\0"},
)
TRICKS = (
    "%00", "..%2f", "%2e%2e/", "//", "%ff", "%ed%a0%80", "é", "%0d%0a", "a" * 3_000, "{{7}}", "%252e", "\\",
)
# In the head of a part of a multipart body.
NAMED = (
    "", "", "", '; filename="../../x"', "; filename*=rot13''a", '; filename=""', "; filename*=x''y", "; name*=idna''b",
)
HEADS = (
    "", "", "Content-Transfer-Encoding: base64\r\n", "Content-Type: text/plain; charset=rot13\r\n",
    "X: " + "y" * 2_000 + "\r\n",
)
