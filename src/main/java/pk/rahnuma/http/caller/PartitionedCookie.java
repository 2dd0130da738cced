package pk.rahnuma.http.caller;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;

/// Cookie that browsers send from a frame in a page of another site, and keep one of for each such site. The cookies of
/// Micronaut have no attribute `Partitioned`.
public final class PartitionedCookie {

    public static final String FOR_FRAMES = "; SameSite=None; Secure; Partitioned";

    private PartitionedCookie() {}

    /// Adds a cookie to a response.
    ///
    /// @param maxAge null for a cookie that ends with the browser's session
    /// @param scope [#FOR_FRAMES], or another `SameSite` where a browser would refuse it
    public static void addTo(
            MutableHttpResponse<?> response, String name, String token, @Nullable Duration maxAge, String scope) {
        String age = maxAge == null ? "" : "; Max-Age=" + maxAge.toSeconds();
        response.getHeaders().add(HttpHeaders.SET_COOKIE, name + "=" + token + age + "; Path=/; HttpOnly" + scope);
    }
}
