package pk.rahnuma.telegram.send;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import org.telegram.telegrambots.meta.api.objects.File;
import pk.rahnuma.conversation.FileDownloader;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.messaging.conversation.Channel;

/// Downloads files from Telegram: requests the path of the file, then reads it, both at the configured address. The
/// library's own download has the public host hard-coded, and ignores the HTTP status.
@Singleton
@Requires(beans = TelegramConfiguration.class)
final class TelegramFileDownloader implements FileDownloader {

    static final Duration RETRY_DELAY = Duration.ofSeconds(3);
    static final DownloadResult TOO_BIG = new DownloadResult.Failed("too_big");
    private static final DownloadResult GONE = new DownloadResult.Failed("gone");
    private static final int BAD_REQUEST = 400;

    private final BotApiClient bot;

    TelegramFileDownloader(BotApiClient bot) {
        this.bot = bot;
    }

    @Override
    public Channel channel() {
        return Channel.TELEGRAM;
    }

    @Override
    public DownloadResult fetchFile(FileReference file, int limit) {
        return switch (bot.callIdempotent(GetFile.builder().fileId(file.id()).build())) {
            case BotApiResult.Success ok -> ok.result() instanceof File found ? readFile(found, limit) : GONE;
            case BotApiResult.Rejected no -> toDownloadResult(no);
            case BotApiResult.UnexpectedResponse strange ->
                new DownloadResult.RetryLater(RETRY_DELAY, "Telegram answers strangely");
            case BotApiResult.NotSent unreached ->
                new DownloadResult.RetryLater(RETRY_DELAY, "Telegram cannot be reached");
            case BotApiResult.OutcomeUnknown lost ->
                new DownloadResult.RetryLater(RETRY_DELAY, "the connection was lost");
        };
    }

    private DownloadResult readFile(File found, int limit) {
        if (found.getFileSize() != null && found.getFileSize() > limit) {
            return TOO_BIG;
        }
        return found.getFilePath() == null ? GONE : bot.readFile(found.getFilePath(), limit);
    }

    private static DownloadResult toDownloadResult(BotApiResult.Rejected no) {
        if (no.retryAfter() != null) {
            return new DownloadResult.RetryLater(no.retryAfter(), "too many requests");
        }
        if (no.code() == BAD_REQUEST) {
            return no.descriptionContains("too big") ? TOO_BIG : GONE;
        }
        return new DownloadResult.RetryLater(RETRY_DELAY, "refused with " + no.code());
    }
}
