package pk.rahnuma.telegram.send;

import java.io.Serializable;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;

/// The library's client over [BotApiConnectionPool]; only its forms go by OkHttp. A call that was not accepted fails
/// with a [BotApiException].
final class NettyTelegramClient extends OkHttpTelegramClient {

    private final BotApiConnectionPool pool;

    NettyTelegramClient(TelegramConfiguration settings, OkHttpClient forms, BotApiConnectionPool pool) {
        super(forms, settings.token(), settings.telegramUrl());
        this.pool = pool;
    }

    @Override
    public <T extends Serializable, M extends BotApiMethod<T>> CompletableFuture<T> executeAsync(M method) {
        return pool.postMethod(method).thenApply(body -> BotApiResponseParser.parseResult(method, body));
    }
}
