package pk.rahnuma.telegram.group;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.conversation.FileDownloader;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.document.DocumentType;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.telegram.update.AttachmentParser;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.topic.TopicAnswerService;
import pk.rahnuma.ticket.topic.TopicCommandService;
import pk.rahnuma.ticket.topic.TopicMessageSource;
import pk.rahnuma.ticket.work.TicketReplyService;

/// Executes messages of members in a topic: texts and files go to the person, commands act on the ticket.
@Singleton
@Requires(beans = StaffGroupConfiguration.class)
final class TopicMessageHandler {

    private final TopicAnswerService answers;
    private final TopicCommandService commands;
    private final List<FileDownloader> downloaders;

    TopicMessageHandler(
            TopicAnswerService answers, TopicCommandService commands, Collection<FileDownloader> downloaders) {
        this.answers = answers;
        this.commands = commands;
        this.downloaders = List.copyOf(downloaders);
    }

    /// A message in the group.
    ///
    /// @param text may be empty
    /// @param file null when there is none
    /// @param about id of the message that it answers; 0 for none
    record GroupMessage(String text, FileReference file, int about) {

        /// Empty for service messages: a member joined, a topic was closed, a message pinned.
        static Optional<GroupMessage> fromMessage(JsonNode message) {
            FileReference file = message.has("text")
                    ? null
                    : AttachmentParser.parseAttachment(message).orElse(null);
            boolean said = message.has("text") || file != null;
            String text = message.path(message.has("text") ? "text" : "caption").asText("");
            int about = message.path("reply_to_message").path("message_id").asInt();
            return said ? Optional.of(new GroupMessage(text, file, about)) : Optional.empty();
        }

        boolean isCommand(String name) {
            return toCommand().filter(command -> command.name().equals(name)).isPresent();
        }

        Optional<SlashCommand> toCommand() {
            return file == null ? SlashCommand.parseText(text) : Optional.empty();
        }
    }

    /// @throws RuleViolationException when it is not possible; then nothing was done
    void handleMessage(
            TopicMessageSource from, TicketAgent by, GroupMessage groupMessage, boolean edited, Instant now) {
        Optional<SlashCommand> command = groupMessage.toCommand();
        if (edited) {
            answers.editAnswer(from, by, groupMessage.text(), now);
        } else if (command.isPresent()) {
            executeCommand(from, by, command.get(), groupMessage.about(), now);
        } else {
            TicketReplyService.AttachedFile file =
                    groupMessage.file() == null ? null : downloadFile(groupMessage.file());
            answers.answerTicket(from, by, groupMessage.text(), file, now);
        }
    }

    private void executeCommand(TopicMessageSource from, TicketAgent by, SlashCommand command, int about, Instant now) {
        switch (command.name()) {
            case "note" -> commands.addNote(from, by, command.rest(), now);
            case "take" -> commands.claimTicket(from, by, now);
            case "close" -> commands.resolveTicket(from, by, now);
            case "handback" -> commands.handBack(from, by, now);
            case "delete" -> answers.withdrawAnswer(from, about, by, now);
            default -> throw new RuleViolationException("group_command", "command", "/" + command.name());
        }
    }

    /// Downloads the file now, so that a failure is known at once.
    private TicketReplyService.AttachedFile downloadFile(FileReference file) {
        FileDownloader downloader = downloaders.stream()
                .filter(each -> each.channel() == Channel.TELEGRAM)
                .findFirst()
                .orElseThrow();
        return switch (downloader.fetchFile(file, DocumentType.MAX_FILE_BYTES)) {
            case FileDownloader.DownloadResult.Downloaded got ->
                new TicketReplyService.AttachedFile(file.name(), got.content());
            case FileDownloader.DownloadResult.Failed never -> throw new RuleViolationException("group_file");
            case FileDownloader.DownloadResult.RetryLater later -> throw new RuleViolationException("group_file_later");
        };
    }
}
