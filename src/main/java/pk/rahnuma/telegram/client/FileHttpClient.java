package pk.rahnuma.telegram.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/// HTTP for files, which go as streams ([BotApiConnectionPool] is for the rest): it never does a thing twice behind our
/// back, and can tell "nothing was written" from "it may have arrived". OkHttp as it comes sends a POST again when the
/// connection is cut before the answer (tried: one message was stored twice).
final class FileHttpClient {

    /// Telegram drops idle connections after more than this; one that the server closed first shows as a cut call.
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(20);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_IDLE_CONNECTIONS = 8;
    private static final int SERVER_FAULT = 500;

    private FileHttpClient() {}

    /// HTTP/1.1 only: each call has a connection of its own, so that one that breaks takes no other with it.
    static OkHttpClient createClient(Duration limit) {
        return new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(MAX_IDLE_CONNECTIONS, IDLE_TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                .connectTimeout(CONNECT_TIMEOUT)
                .writeTimeout(limit)
                .readTimeout(limit)
                .callTimeout(limit)
                .addInterceptor(FileHttpClient::judge)
                .addNetworkInterceptor(FileHttpClient::write)
                .build();
    }

    /// A gateway's page is no answer of the Bot API.
    private static Response judge(Interceptor.Chain chain) throws IOException {
        Response response;
        try {
            response = chain.proceed(chain.request());
        } catch (BrokenConnectionException e) {
            throw e;
        } catch (IOException e) {
            throw new NotWrittenException(e);
        }
        if (response.code() < SERVER_FAULT && isJson(response)) {
            return response;
        }
        response.close();
        throw new GatewayException(response.code());
    }

    private static boolean isJson(Response response) throws IOException {
        try (ResponseBody start = response.peekBody(1)) {
            return start.string().equals("{");
        }
    }

    /// Runs once a connection stands: whatever fails from here on may have been carried out.
    private static Response write(Interceptor.Chain chain) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (IOException e) {
            throw new BrokenConnectionException(e);
        }
    }

    static final class NotWrittenException extends IOException {
        private static final long serialVersionUID = 1L;

        NotWrittenException(Throwable cause) {
            super(cause);
        }
    }

    static final class BrokenConnectionException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenConnectionException(Throwable cause) {
            super(cause);
        }
    }

    static final class GatewayException extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;

        GatewayException(int status) {
            this.status = status;
        }

        int httpStatus() {
            return status;
        }
    }
}
