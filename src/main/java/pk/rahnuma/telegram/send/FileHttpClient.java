package pk.rahnuma.telegram.send;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import pk.rahnuma.conversation.FileDownloader.DownloadResult;

/// HTTP client for files, which are streamed, and for the library's forms ([BotApiConnectionPool] serves all other
/// calls): it never repeats a request implicitly, and distinguishes "nothing was written" from "it may have arrived".
/// OkHttp by default repeats a POST when the connection breaks before the response (tested: one message was stored
/// twice).
final class FileHttpClient {

    /// Telegram drops idle connections after a longer time; one that the server closed first appears as a broken call.
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(20);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /// Timeout for reading a whole file.
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private static final int MAX_IDLE_CONNECTIONS = 8;
    private static final int MAX_RESPONSE_BYTES = 1 << 20;
    private static final int HTTP_OK = 200;

    private final OkHttpClient calls;
    private final OkHttpClient downloads;
    private final HttpUrl methodUrl;
    private final HttpUrl fileUrl;

    /// HTTP/1.1 only: each call has its own connection, so that a broken one affects no other.
    ///
    /// @param limit timeout of a call
    FileHttpClient(TelegramConfiguration settings, Duration limit) {
        OkHttpClient http = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(MAX_IDLE_CONNECTIONS, IDLE_TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                .connectTimeout(CONNECT_TIMEOUT)
                .writeTimeout(limit)
                .readTimeout(limit)
                .build();
        this.calls = http.newBuilder()
                .callTimeout(limit)
                .addInterceptor(FileHttpClient::checkResponse)
                .addNetworkInterceptor(FileHttpClient::sendRequest)
                .build();
        this.downloads = http.newBuilder().callTimeout(READ_TIMEOUT).build();
        HttpUrl api = HttpUrl.get(settings.apiUrl());
        this.methodUrl = api.resolve("/bot" + settings.token() + "/");
        this.fileUrl = api.resolve("/file/bot" + settings.token() + "/");
    }

    /// OkHttp's client for calls, which fail with a [BotApiException].
    OkHttpClient toOkHttp() {
        return calls;
    }

    /// Sends a file. The library would read its content into memory.
    ///
    /// @param caption may be empty
    Message sendDocument(String address, String caption, String name, RequestBody content) throws IOException {
        return sendFile(
                new SendDocument(address, new InputFile(name)),
                address,
                caption,
                SendDocument.DOCUMENT_FIELD,
                name,
                content);
    }

    /// Sends a photo.
    ///
    /// @param caption may be empty
    Message sendPhoto(String address, String caption, String name, RequestBody content) throws IOException {
        return sendFile(
                new SendPhoto(address, new InputFile(name)), address, caption, SendPhoto.PHOTO_FIELD, name, content);
    }

    private Message sendFile(
            PartialBotApiMethod<Message> method,
            String address,
            String caption,
            String field,
            String name,
            RequestBody content)
            throws IOException {
        MultipartBody.Builder parts = new MultipartBody.Builder()
                .setType(MultipartBody.FORM)
                .addFormDataPart("chat_id", address)
                .addFormDataPart(field, name, content);
        if (!caption.isEmpty()) {
            parts.addFormDataPart("caption", caption);
        }
        Request request = new Request.Builder()
                .url(methodUrl.resolve(method.getMethod()))
                .post(parts.build())
                .build();
        try (Response response = calls.newCall(request).execute()) {
            return BotApiResponseParser.parseResult(method, response.body().bytes());
        }
    }

    /// Reads a file, within limits of size and time.
    DownloadResult readFile(String path, int limit) {
        HttpUrl url = fileUrl.newBuilder().addPathSegments(path).build();
        if (!url.encodedPath().startsWith(fileUrl.encodedPath())) {
            return toRetryLater("a path that leads elsewhere");
        }
        try (Response response =
                downloads.newCall(new Request.Builder().url(url).build()).execute()) {
            if (response.code() != HTTP_OK) {
                return toRetryLater("status " + response.code());
            }
            if (response.body().contentLength() > limit) {
                return TelegramFileDownloader.TOO_BIG;
            }
            try (InputStream in = response.body().byteStream()) {
                byte[] content = in.readNBytes(limit + 1);
                return content.length > limit ? TelegramFileDownloader.TOO_BIG : new DownloadResult.Downloaded(content);
            }
        } catch (IOException e) {
            return toRetryLater(e.getClass().getSimpleName());
        }
    }

    /// A path expires after an hour, so it is requested again too.
    private static DownloadResult toRetryLater(String reason) {
        return new DownloadResult.RetryLater(TelegramFileDownloader.RETRY_DELAY, reason);
    }

    void closeConnections() {
        calls.dispatcher().cancelAll();
        calls.dispatcher().executorService().shutdown();
        calls.connectionPool().evictAll();
    }

    /// Lets only responses of accepted calls pass.
    private static Response checkResponse(Interceptor.Chain chain) throws IOException {
        Response response;
        try {
            response = chain.proceed(chain.request());
        } catch (BotApiException e) {
            throw e;
        } catch (IOException e) {
            throw new BotApiException(new BotApiResult.NotSent(), e);
        }
        byte[] body = response.peekBody(MAX_RESPONSE_BYTES).bytes();
        BotApiResult result = BotApiResponseParser.isFromBotApi(response.code(), body)
                ? BotApiResponseParser.parseResponse(body)
                : new BotApiResult.UnexpectedResponse(response.code(), "");
        if (result instanceof BotApiResult.Success) {
            return response;
        }
        response.close();
        throw new BotApiException(result, null);
    }

    /// Runs once a connection is established: a request that fails from here on may have been executed.
    private static Response sendRequest(Interceptor.Chain chain) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (IOException e) {
            throw new BotApiException(new BotApiResult.OutcomeUnknown(), e);
        }
    }
}
