package pk.rahnuma.support.topics;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.people.Persons;
import pk.rahnuma.post.Seen;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.TicketRows;
import pk.rahnuma.support.records.WordRows;
import pk.rahnuma.support.work.Answers;
import pk.rahnuma.support.work.Claims;
import pk.rahnuma.support.work.Closing;
import pk.rahnuma.support.work.Hand;
import pk.rahnuma.support.work.Sorting;
import pk.rahnuma.support.work.TranscriptVisibility;
import pk.rahnuma.support.work.Transcripts;

/// What members do in topics: the same as in the console, by the same rules, and once however often the update comes.
/// Whether they may is asked by the door, which knows who they are there.
@Singleton
public final class Hearing {

    private final Jdbi jdbi;
    private final TopicRows topics;
    private final RemarkRows remarks;
    private final TicketRows tickets;
    private final WordRows words;
    private final Persons persons;
    private final Seen seen;
    private final Claims claims;
    private final Answers answers;
    private final Sorting sorting;
    private final Closing closing;
    private final Transcripts transcripts;

    public Hearing(
            Jdbi jdbi,
            TopicRows topics,
            RemarkRows remarks,
            TicketRows tickets,
            WordRows words,
            Persons persons,
            Seen seen,
            Claims claims,
            Answers answers,
            Sorting sorting,
            Closing closing,
            Transcripts transcripts) {
        this.jdbi = jdbi;
        this.topics = topics;
        this.remarks = remarks;
        this.tickets = tickets;
        this.words = words;
        this.persons = persons;
        this.seen = seen;
        this.claims = claims;
        this.answers = answers;
        this.sorting = sorting;
        this.closing = closing;
        this.transcripts = transcripts;
    }

    /// Where something was said.
    ///
    /// @param update the channel's own id
    /// @param message of the group
    public record From(String update, long chat, int message, long ticket) {}

    /// Answers the person. A ticket of nobody is claimed with it.
    ///
    /// @param text may be empty when a file comes with it
    /// @param file null when none does
    /// @throws NotPossible when the ticket is over or another's, or the answer cannot be sent; nothing was done then
    public void answer(From from, Member by, String text, Answers.Attached file, Instant now) {
        once(from, now, ticket -> {
            if (ticket.assignee() == null) {
                claims.take(ticket.number(), by, now);
            }
            Answers.Sent sent = answers.answer(ticket.number(), by, text, file, Ticket.State.WAITING_USER, now);
            topics.spoken(from.chat(), from.message(), ticket.id(), sent.line());
            watch(from, ticket, sent.line());
        });
    }

    /// The message was changed, and the answer with it; nothing where it reads the same.
    ///
    /// @throws NotPossible when it was no answer, the ticket is over or another's, or the text cannot be sent
    public void edit(From from, Member by, String text, Instant now) {
        once(from, now, ticket -> {
            TopicRows.Spoken spoken = spoken(from, from.message());
            Ticket.Answer answer = words.answers(ticket).stream()
                    .filter(each -> each.line() != null && each.line() == spoken.line())
                    .findFirst()
                    .orElseThrow(() -> new NotPossible("answer_missing"));
            if (answer.text().equals(text.strip())) {
                return;
            }
            Answers.Sent sent = answers.edit(ticket.number(), by, answer.seq(), spoken.changed(), text, now);
            if (sent.line() != spoken.line() && !isInPlace(ticket, sent.line())) {
                topics.changed(from.chat(), from.message(), sent.line());
            }
            watch(from, ticket, sent.line());
        });
    }

    private boolean isInPlace(Ticket ticket, int line) {
        return transcripts.after(ticket.conversation(), List.of(), line - 1, 1, TranscriptVisibility.MASKED).stream()
                .anyMatch(Transcripts.Line::replaces);
    }

    /// Takes an answer back.
    ///
    /// @param message that it was given by
    /// @throws NotPossible when it was no answer, is still on its way, or the ticket is over or another's
    public void withdraw(From from, int message, Member by, Instant now) {
        once(from, now, ticket -> {
            TopicRows.Spoken spoken = spoken(from, message);
            answers.withdraw(ticket.number(), by, spoken.line(), spoken.changed(), now)
                    .forEach(line -> watch(from, ticket, line));
        });
    }

    /// @throws NotPossible when the text is empty or too long
    public void note(From from, Member by, String text, Instant now) {
        once(from, now, ticket -> sorting.note(ticket.number(), by, text, now));
    }

    /// @throws NotPossible when it is over or another's
    public void take(From from, Member by, Instant now) {
        once(from, now, ticket -> claims.take(ticket.number(), by, now));
    }

    /// The ticket is solved.
    ///
    /// @throws NotPossible when it is over or another's, or nothing can take over
    public void resolve(From from, Member by, Instant now) {
        once(from, now, ticket -> closing.resolve(ticket.number(), by, now));
    }

    /// @throws NotPossible when it is another's, or the bot has the conversation
    public void handBack(From from, Member by, Instant now) {
        once(from, now, ticket -> claims.handBack(ticket.number(), Hand.own(by), now));
    }

    /// Tells something in the topic to whoever said this; nothing else comes of it.
    ///
    /// @param text holds nothing personal
    public void remark(From from, String text, Instant now) {
        once(from, now, ticket -> remarks.add(ticket.id(), from.message(), text));
    }

    private TopicRows.Spoken spoken(From from, int message) {
        return topics.spoken(from.chat(), message)
                .filter(each -> each.ticket() == from.ticket())
                .orElseThrow(() -> new NotPossible("answer_missing"));
    }

    private void watch(From from, Ticket ticket, int line) {
        remarks.watch(ticket.id(), ticket.conversation(), line, from.message());
    }

    /// In one transaction, under the lock of the person, with the note that the update was taken. Of a ticket that is
    /// no more nothing is done.
    private void once(From from, Instant now, Consumer<Ticket> work) {
        jdbi.useTransaction(handle -> {
            Ticket known =
                    tickets.find(List.of(from.ticket())).stream().findFirst().orElse(null);
            if (known == null) {
                return;
            }
            persons.lock(known.conversation());
            Seen.Update update = new Seen.Update(known.conversation(), from.update());
            if (seen.find(List.of(update)).isEmpty()) {
                work.accept(tickets.lock(known.id()));
                seen.insert(List.of(new Seen.Taken(update, 1, 0, now)));
            }
        });
    }
}
