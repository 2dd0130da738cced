package pk.rahnuma.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import pk.rahnuma.desk.DeskException;

/// Entity tags (RFC 9110, section 8.8.3) of what a client reads and changes: `If-None-Match` saves it the same response
/// again, `If-Match` keeps it from overwriting a change that it has not seen.
public final class EntityTags {

    private static final int TAG_BYTES = 16;
    private static final String ANY = "*";
    private static final String WEAK_PREFIX = "W/";

    private EntityTags() {}

    /// Tag of a state.
    ///
    /// @param parts all that the response depends on; each `toString` tells its whole value, and never an address in
    ///     memory
    public static String of(Object... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Object part : parts) {
                byte[] bytes = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + " ").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            byte[] tag = Arrays.copyOf(digest.digest(), TAG_BYTES);
            return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(tag) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Checks that a change is based on the present state. A request without `If-Match` passes.
    ///
    /// @param tag of the present state, read only for a request with a condition
    /// @throws DeskException when the client has seen another state
    public static void requireMatch(HttpRequest<?> request, Supplier<String> tag) {
        List<String> tags = readTags(request, HttpHeaders.IF_MATCH);
        if (!tags.isEmpty() && !tags.contains(ANY) && !tags.contains(tag.get())) {
            throw DeskException.changed();
        }
    }

    /// True when the request is for one state only.
    public static boolean hasCondition(HttpRequest<?> request) {
        List<String> tags = readTags(request, HttpHeaders.IF_MATCH);
        return !tags.isEmpty() && !tags.contains(ANY);
    }

    /// Adds the tag to a response, which becomes 304 when the client has it already.
    public static <T> MutableHttpResponse<T> tagResponse(
            HttpRequest<?> request, String tag, MutableHttpResponse<T> response) {
        boolean known = readTags(request, HttpHeaders.IF_NONE_MATCH).stream()
                .map(each -> each.startsWith(WEAK_PREFIX) ? each.substring(WEAK_PREFIX.length()) : each)
                .anyMatch(each -> each.equals(ANY) || each.equals(tag));
        if (!known) {
            return response.header(HttpHeaders.ETAG, tag);
        }
        MutableHttpResponse<T> unchanged = HttpResponse.<T>status(HttpStatus.NOT_MODIFIED);
        Stream.of(HttpHeaders.CACHE_CONTROL, HttpHeaders.CONTENT_LANGUAGE, HttpHeaders.VARY)
                .filter(name -> response.getHeaders().contains(name))
                .forEach(name -> unchanged.header(name, response.getHeaders().get(name)));
        return unchanged.header(HttpHeaders.ETAG, tag);
    }

    private static List<String> readTags(HttpRequest<?> request, String header) {
        return request.getHeaders().getAll(header).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
