package pk.rahnuma.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.shared.PublicBaseUrl;
import pk.rahnuma.staff.ClientInfo;

/// Resolves the client of a request, in the form that sessions of staff store.
@Singleton
public final class ClientInfoResolver {

    private static final int MAX_BROWSER_LENGTH = 200;

    private final RequestOrigin origin;
    private final PublicBaseUrl publicUrl;
    private final DeviceCookie devices;

    ClientInfoResolver(RequestOrigin origin, PublicBaseUrl publicUrl, DeviceCookie devices) {
        this.origin = origin;
        this.devices = devices;
        this.publicUrl = publicUrl;
    }

    public ClientInfo clientInfo(HttpRequest<?> request) {
        String browser = request.getHeaders().get(HttpHeaders.USER_AGENT);
        return new ClientInfo(
                origin.clientAddress(request),
                browser == null ? null : browser.substring(0, Math.min(MAX_BROWSER_LENGTH, browser.length())),
                devices.readToken(request));
    }

    /// Absolute URL of a page: with the configured public address, or else the one of the request.
    ///
    /// @param path from the slash on
    public String absoluteUrl(HttpRequest<?> request, String path) {
        return publicUrl.baseUrl().orElseGet(() -> readOrigin(request)) + path;
    }

    private String readOrigin(HttpRequest<?> request) {
        String host = request.getHeaders().get(HttpHeaders.HOST);
        return (origin.isSecure(request) ? "https://" : "http://") + host;
    }
}
