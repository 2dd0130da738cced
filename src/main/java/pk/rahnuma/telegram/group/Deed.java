package pk.rahnuma.telegram.group;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.dialog.field.FileRef;
import pk.rahnuma.documents.Documents;
import pk.rahnuma.post.Channel;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.topics.Hearing;
import pk.rahnuma.support.work.Answers;
import pk.rahnuma.telegram.Attachments;
import pk.rahnuma.turn.Fetcher;

/// What a member wants who says something in a topic: their words and files are for the person, but for commands.
@Singleton
@Requires(beans = StaffGroupSettings.class)
final class Deed {

    private final Hearing hearing;
    private final List<Fetcher> fetchers;

    Deed(Hearing hearing, Collection<Fetcher> fetchers) {
        this.hearing = hearing;
        this.fetchers = List.copyOf(fetchers);
    }

    /// What was said.
    ///
    /// @param text perhaps empty
    /// @param file null when none came
    /// @param about the message that it answers; 0 for none
    record Spoken(String text, FileRef file, int about) {

        /// Empty for what a person does not say: that somebody came, a topic was closed, a message pinned.
        static Optional<Spoken> of(JsonNode message) {
            FileRef file =
                    message.has("text") ? null : Attachments.read(message).orElse(null);
            boolean said = message.has("text") || file != null;
            String text = message.path(message.has("text") ? "text" : "caption").asText("");
            int about = message.path("reply_to_message").path("message_id").asInt();
            return said ? Optional.of(new Spoken(text, file, about)) : Optional.empty();
        }

        boolean isCommand(String name) {
            return command().filter(command -> command.name().equals(name)).isPresent();
        }

        Optional<Command> command() {
            return file == null ? Command.of(text) : Optional.empty();
        }
    }

    /// @throws NotPossible when it cannot be done; nothing was done then
    void done(Hearing.From from, Member by, Spoken spoken, boolean edited, Instant now) {
        Optional<Command> command = spoken.command();
        if (edited) {
            hearing.edit(from, by, spoken.text(), now);
        } else if (command.isPresent()) {
            obey(from, by, command.get(), spoken.about(), now);
        } else {
            Answers.Attached file = spoken.file() == null ? null : fetched(spoken.file());
            hearing.answer(from, by, spoken.text(), file, now);
        }
    }

    private void obey(Hearing.From from, Member by, Command command, int about, Instant now) {
        switch (command.name()) {
            case "note" -> hearing.note(from, by, command.rest(), now);
            case "take" -> hearing.take(from, by, now);
            case "close" -> hearing.resolve(from, by, now);
            case "handback" -> hearing.handBack(from, by, now);
            case "delete" -> hearing.withdraw(from, about, by, now);
            default -> throw new NotPossible("group_command", "command", "/" + command.name());
        }
    }

    /// Read now, so that it is known whether it can be sent.
    private Answers.Attached fetched(FileRef file) {
        Fetcher fetcher = fetchers.stream()
                .filter(each -> each.channel() == Channel.TELEGRAM)
                .findFirst()
                .orElseThrow();
        return switch (fetcher.fetch(file, Documents.MOST)) {
            case Fetcher.Outcome.Got got -> new Answers.Attached(file.name(), got.content());
            case Fetcher.Outcome.Never never -> throw new NotPossible("group_file");
            case Fetcher.Outcome.Later later -> throw new NotPossible("group_file_later");
        };
    }
}
