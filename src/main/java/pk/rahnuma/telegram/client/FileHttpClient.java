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

/// HTTP client for files, which are streamed ([BotApiConnectionPool] serves all other calls): it never repeats a
/// request implicitly, and distinguishes "nothing was written" from "it may have arrived". OkHttp by default repeats a
/// POST when the connection breaks before the response (tested: one message was stored twice).
final class FileHttpClient {

    /// Telegram drops idle connections after a longer time; one that the server closed first appears as a broken call.
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(20);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_IDLE_CONNECTIONS = 8;
    private static final int SERVER_FAULT = 500;

    private FileHttpClient() {}

    /// Creates a client. HTTP/1.1 only: each call has its own connection, so that a broken one affects no other.
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

    /// Rejects a gateway's page, which is no response of the Bot API.
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

    /// Runs once a connection is established: a request that fails from here on may have been executed.
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
