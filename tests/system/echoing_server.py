"""A server that shows everything that it is sent to everybody: over HTTPS on a free port of 127.0.0.1.

    echoing_server.py CERTIFICATE KEY SEEN

Writes its port on standard output, then ends with standard input. Each request's head and body go to the
file SEEN, so that a test knows what the server was told; and back to the client, in a header, a redirect's
Location, the challenge and the body: as they are, in base64, in hexadecimal digits and percent-encoded.
"""
import base64
import http.server
import json
import ssl
import sys
import threading
import urllib.parse

certificate, key, seen_file = sys.argv[1:]
lock = threading.Lock()
seen = open(seen_file, "ab", buffering=0)


class Echo(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        head = "".join(f"{name}: {value}\n" for name, value in self.headers.items())
        with lock:
            seen.write(f"{self.command} {self.path}\n{head}\n".encode("latin-1") + body + b"\n")
        told = head.encode("latin-1") + body
        secrets = [value for name, value in self.headers.items()
                   if name in ("Authorization", "Cookie") or name.startswith("X-")]
        redirects = self.command == "GET" and "again" not in self.path
        document = "metadata" in self.path  # good enough to be believed
        self.send_response(302 if redirects else 200 if document else 401)
        if redirects:
            query = urllib.parse.quote(" ".join(secrets)[:2000], safe="")
            self.send_header("Location", f"{self.path}?again={query}")
        for number, secret in enumerate(secrets):
            self.send_header(f"X-Echo-{number}", secret)
            self.send_header(f"X-Hex-{number}", secret.encode("latin-1").hex())
        if secrets:
            self.send_header("WWW-Authenticate", f'Bearer realm="{secrets[0][:2000]}", error="invalid_token"')
        answer = json.dumps({
            "issuer": "00000001-0000-0000-c000-000000000000@litwareinc.com",
            "endpoints": [{"location": "https://echo.example/token", "protocol": "OAuth2", "usage": "issuance"}],
            "error": "invalid_client",
            "error_description": told.decode("latin-1"),
            "base64": base64.b64encode(told).decode(),
            "base64url": base64.urlsafe_b64encode(b"x" + told).decode(),
            "hex": told.hex(),
            "HEX": told.hex().upper(),
            "percent": urllib.parse.quote(told, safe=""),
        }).encode()
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer)

    do_GET = do_POST = do_HEAD = do_OPTIONS = do_PUT = answer

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo)
# A client that only looks at the handshake is no error.
server.handle_error = lambda *_: None
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
