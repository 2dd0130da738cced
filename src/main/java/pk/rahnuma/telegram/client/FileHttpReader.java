package pk.rahnuma.telegram.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import pk.rahnuma.conversation.file.FileDownloader.DownloadResult;

/// Reads files from the Bot API, within limits of size and time.
final class FileHttpReader {

    /// Timeout for a whole file.
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private static final int HTTP_OK = 200;

    private final OkHttpClient http;
    private final HttpUrl base;

    /// @param http its connections are shared; its interceptors are not
    FileHttpReader(OkHttpClient http, URI api, String token) {
        this.http = withoutJudge(http);
        this.base = HttpUrl.get(api).resolve("/file/bot" + token + "/");
    }

    private static OkHttpClient withoutJudge(OkHttpClient http) {
        OkHttpClient.Builder own = http.newBuilder().callTimeout(READ_TIMEOUT);
        own.interceptors().clear();
        return own.build();
    }

    DownloadResult readFile(String path, int limit) {
        HttpUrl url = base.newBuilder().addPathSegments(path).build();
        if (!url.encodedPath().startsWith(base.encodedPath())) {
            return unavailable("a path that leads elsewhere");
        }
        try (Response response =
                http.newCall(new Request.Builder().url(url).build()).execute()) {
            if (response.code() != HTTP_OK) {
                return unavailable("status " + response.code());
            }
            if (response.body().contentLength() > limit) {
                return TelegramFileDownloader.TOO_BIG;
            }
            try (InputStream in = response.body().byteStream()) {
                byte[] content = in.readNBytes(limit + 1);
                return content.length > limit ? TelegramFileDownloader.TOO_BIG : new DownloadResult.Downloaded(content);
            }
        } catch (IOException e) {
            return unavailable(e.getClass().getSimpleName());
        }
    }

    /// A path expires after an hour, so it is requested again too.
    private static DownloadResult unavailable(String reason) {
        return new DownloadResult.RetryLater(TelegramFileDownloader.RETRY_DELAY, reason);
    }
}
