package load;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Member of staff: the first who signs in on a new desk.
final class ConsoleMember {

    private static final Pattern FIRST_LINK_PATTERN = Pattern.compile("/desk/first/[A-Za-z0-9_-]+");
    private static final Pattern PENDING_PATTERN = Pattern.compile("name=\"pending\" value=\"([^\"]+)\"");
    private static final Pattern SECRET_PATTERN = Pattern.compile("class=\"code\">([A-Z2-7 ]+)<");
    private static final Pattern PICTURES_PATTERN = Pattern.compile("data-pictures=\"([^\"]+)\"");
    private static final Pattern CSRF_PATTERN = Pattern.compile("data-csrf=\"([0-9a-f]+)\"");
    private static final String PASSWORD = "nine-green-parrots-7";
    private static final long STEP_MILLIS = 30_000;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI desk;
    private String cookies = "";
    private String csrf = "";

    private ConsoleMember(int port) {
        desk = URI.create("http://127.0.0.1:" + port);
    }

    /// Signs up the first member.
    ///
    /// @param log output of the desk at its start, with the link by which the first member signs up
    static ConsoleMember signUpFirst(int port, String log) throws Exception {
        ConsoleMember member = new ConsoleMember(port);
        String page = member.post(
                found(FIRST_LINK_PATTERN, log, 0), "name", "Sana", "password", PASSWORD, "again", PASSWORD).body();
        String code = code(found(SECRET_PATTERN, page, 1).replace(" ", ""), System.currentTimeMillis());
        HttpResponse<String> in = member.post(
                "/desk/second-factor", "pending", found(PENDING_PATTERN, page, 1), "set_up", "yes", "code", code, "next", "");
        member.cookies = in.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
        return member;
    }

    /// Claims a ticket, so that the person's messages go to staff.
    void claimTicket(String ticket) throws Exception {
        csrf = found(CSRF_PATTERN, page(ticket), 1);
        post("/desk/tickets/" + ticket + "/claim");
    }

    /// Finds a file.
    ///
    /// @return the path of the first page of the first file in a ticket
    String firstPagePath(String ticket) throws Exception {
        return found(PICTURES_PATTERN, page(ticket), 1) + "/pages/1";
    }

    private String page(String ticket) throws Exception {
        return client.send(request("/desk/tickets/" + ticket).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    void requestPage(String path) throws Exception {
        client.send(request(path).build(), HttpResponse.BodyHandlers.discarding());
    }

    private HttpResponse<String> post(String path, String... fields) throws Exception {
        String form = Stream.iterate(0, i -> i + 2).limit(fields.length / 2)
                .map(i -> fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return client.send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(desk.resolve(path)).timeout(Duration.ofSeconds(30)).header("Cookie", cookies)
                .header("X-CSRF-Token", csrf);
    }

    private static String found(Pattern pattern, String text, int group) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in " + text.length() + " characters");
        }
        return matcher.group(group);
    }

    /// Time-based code of RFC 6238 with SHA-1, six digits.
    private static String code(String secret, long millis) throws GeneralSecurityException {
        ByteBuffer key = ByteBuffer.allocate(secret.length() * 5 / 8);
        long bits = 0;
        int count = 0;
        for (char c : secret.toCharArray()) {
            bits = bits << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
            count += 5;
            if (count >= 8) {
                count -= 8;
                key.put((byte) (bits >> count));
            }
        }
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(key.array(), "HmacSHA1"));
        byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(millis / STEP_MILLIS).array());
        int place = hash[hash.length - 1] & 15;
        return "%06d".formatted((ByteBuffer.wrap(hash).getInt(place) & Integer.MAX_VALUE) % 1_000_000);
    }
}
