package pk.rahnuma.telegram;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import pk.rahnuma.dialog.field.FileRef;
import pk.rahnuma.post.Channel;
import pk.rahnuma.turn.Fetcher;

/// Fetches files from Telegram: it is asked where the file lies, and that is read, both at the address that the desk
/// was told. The library's own download has the public host written in, and ignores the HTTP status.
@Singleton
@Requires(beans = TelegramSettings.class)
final class TelegramFiles implements Fetcher {

    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final int BAD_REQUEST = 400;
    private static final String GONE = "gone";
    private static final String TOO_BIG = "too_big";

    private final Bot bot;

    TelegramFiles(Bot bot) {
        this.bot = bot;
    }

    @Override
    public Channel channel() {
        return Channel.TELEGRAM;
    }

    @Override
    public Outcome fetch(FileRef file, int most) {
        return switch (bot.ask(GetFile.builder().fileId(file.id()).build())) {
            case Answer.Ok ok -> {
                String path = ok.result().path("file_path").asText("");
                if (ok.result().path("file_size").asLong() > most) {
                    yield new Outcome.Never(TOO_BIG);
                }
                yield path.isEmpty() ? new Outcome.Never(GONE) : read(path, most);
            }
            case Answer.No no -> refused(no);
            case Answer.Strange strange -> new Outcome.Later(PAUSE, "Telegram answers strangely");
            case Answer.Unreached unreached -> new Outcome.Later(PAUSE, "Telegram cannot be reached");
            case Answer.Lost lost -> new Outcome.Later(PAUSE, "the connection was lost");
        };
    }

    private static Outcome refused(Answer.No no) {
        if (no.retryAfter() != null) {
            return new Outcome.Later(Duration.ofSeconds(Math.max(1, no.retryAfter())), "too many requests");
        }
        if (no.code() == BAD_REQUEST) {
            return new Outcome.Never(no.says("too big") ? TOO_BIG : GONE);
        }
        return new Outcome.Later(PAUSE, "refused with " + no.code());
    }

    private Outcome read(String path, int most) {
        return switch (bot.read(path, most)) {
            case Bytes.All all -> new Outcome.Got(all.content());
            case Bytes.TooMany more -> new Outcome.Never(TOO_BIG);
            // Where it lies is forgotten after an hour: it is asked for again.
            case Bytes.None none -> new Outcome.Later(PAUSE, none.reason());
        };
    }
}
