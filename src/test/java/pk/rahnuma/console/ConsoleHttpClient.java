package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.StringJoiner;
import pk.rahnuma.staff.account.SignInResult;

/// HTTP client of the console, instead of a browser. Follows no redirects.
///
/// @param token of the session's cookie; null for none
/// @param csrf the token of forms; null for none
public record ConsoleHttpClient(URI address, String token, String csrf) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /// Response.
    ///
    /// @param location target of a redirect; empty when there is none
    /// @param cookie that is set; empty when there is none
    public record ConsoleResponse(int status, String location, String cookie, String body) {
        public ConsoleResponse requireStatus(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }

        public boolean leadsToSignIn() {
            return status == 303 && location.startsWith(SessionCookie.SIGN_IN_PATH);
        }
    }

    public static ConsoleHttpClient anonymous(URI address) {
        return new ConsoleHttpClient(address, null, null);
    }

    public static ConsoleHttpClient signedIn(URI address, SignInResult.SignedIn in) {
        return new ConsoleHttpClient(address, in.token(), in.who().csrf());
    }

    /// The session's cookie, by both names: the server may be one with https.
    private String sessionCookie() {
        return SessionCookie.COOKIE_NAME + "=" + token + "; __Host-" + SessionCookie.COOKIE_NAME + "=" + token;
    }

    /// Copy with another token on its forms.
    public ConsoleHttpClient withCsrf(String other) {
        return new ConsoleHttpClient(address, token, other);
    }

    public ConsoleResponse getPage(String path) {
        return sendRequest("GET", path, "");
    }

    /// Submits a form.
    ///
    /// @param pairs names and values of the form
    public ConsoleResponse postForm(String path, String... pairs) {
        StringJoiner form = new StringJoiner("&");
        for (int i = 0; i < pairs.length; i += 2) {
            form.add(pairs[i] + "=" + URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
        }
        return sendRequest("POST", path, form.toString());
    }

    /// Sends a request.
    ///
    /// @param headers names and values
    public ConsoleResponse sendRequest(String method, String path, String form, String... headers) {
        HttpResponse<InputStream> response = send(method, path, form, headers);
        String type = response.headers().firstValue("Content-Type").orElse("");
        try (InputStream body = response.body()) {
            return new ConsoleResponse(
                    response.statusCode(),
                    response.headers().firstValue("Location").orElse(""),
                    String.join("\n", response.headers().allValues("Set-Cookie")),
                    // A stream of events would never end.
                    type.startsWith("text/event-stream")
                            ? ""
                            : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Uploads a file as the body.
    public int uploadFile(String path, byte[] content, String name) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/octet-stream")
                .header("X-File-Name", name)
                .header("Cookie", sessionCookie())
                .header(RequestForgeryFilter.CSRF_HEADER, csrf)
                .POST(HttpRequest.BodyPublishers.ofByteArray(content))
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpHeaders headersOfGet(String path) {
        HttpResponse<InputStream> response = send("GET", path, "");
        try (InputStream body = response.body()) {
            body.readAllBytes();
            return response.headers();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpHeaders headersOfPost(String path) {
        HttpResponse<InputStream> response = send("POST", path, "");
        try (InputStream body = response.body()) {
            body.readAllBytes();
            return response.headers();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Stream to be read until it ends.
    public InputStream openStream(String path) {
        return send("GET", path, "").body();
    }

    private HttpResponse<InputStream> send(String method, String path, String form, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(TIMEOUT)
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(form));
        if (!method.equals("GET")) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        if (token != null) {
            request.header("Cookie", sessionCookie());
        }
        if (csrf != null) {
            request.header(RequestForgeryFilter.CSRF_HEADER, csrf);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
