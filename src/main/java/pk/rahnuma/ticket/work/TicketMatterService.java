package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.messaging.conversation.SessionDescriptionService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.ticket.Restraint;
import pk.rahnuma.ticket.RestraintRepository;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.intake.StuckPositionService;

/// Describes the matter of a ticket: the application that it is about, the forms of its person, and a summary.
@Singleton
public final class TicketMatterService {

    /// Maximum characters of a quote in a summary.
    private static final int MAX_QUOTE_LENGTH = 200;

    private final StuckPositionService stuckPositions;
    private final SessionDescriptionService sessionDescriptions;
    private final ApplicationRepository applications;
    private final SlaClock slaClock;
    private final RestraintRepository restraints;

    TicketMatterService(
            StuckPositionService stuckPositions,
            SessionDescriptionService sessionDescriptions,
            ApplicationRepository applications,
            SlaClock slaClock,
            RestraintRepository restraints) {
        this.stuckPositions = stuckPositions;
        this.sessionDescriptions = sessionDescriptions;
        this.applications = applications;
        this.slaClock = slaClock;
        this.restraints = restraints;
    }

    /// Summary of a ticket, made by rules.
    ///
    /// @param waited working time for which the person has waited for the desk; null while they do not
    /// @param asked beginning of the text with which it was opened
    /// @param stuck position in a form at that time, or null
    /// @param last beginning of the person's last message; empty when there is none
    public record Summary(
            String topic, Duration waited, String asked, StuckPositionService.StuckPosition stuck, String last) {}

    /// Measures against abuse that hold for a ticket or its person.
    List<Restraint> findRestraints(Ticket ticket, Instant now) {
        return restraints.findByTicket(ticket.conversation(), ticket.id(), now);
    }

    /// The application that a ticket is about.
    Optional<Application> findApplication(Ticket ticket) {
        return Optional.ofNullable(ticket.application()).flatMap(applications::findApplication);
    }

    /// Sessions and drafts. Free text among the answers is masked as in the chat; sensitive fields are always masked.
    List<SessionDescriptionService.SessionState> describeSessions(
            Ticket ticket, TranscriptVisibility visibility, Instant now) {
        return sessionDescriptions
                .describeSessions(List.of(ticket.conversation()), now)
                .get(ticket.conversation())
                .stream()
                .map(one -> one.withAnswers(visibility::applyTo))
                .toList();
    }

    Summary summariseTicket(
            Ticket ticket, Ticket.Body body, List<TicketTranscriptService.TranscriptLine> transcript, Instant now) {
        return new Summary(
                ticket.topic(),
                ticket.waitingSince() == null
                        ? null
                        : slaClock.calendar().workingTimeBetween(ticket.waitingSince(), now),
                shortenText(body.text()),
                stuckPositions.findPosition(ticket).orElse(null),
                transcript.reversed().stream()
                        .filter(line -> line.from() == TicketTranscriptService.Speaker.PERSON)
                        .map(TicketTranscriptService.TranscriptLine::text)
                        .findFirst()
                        .map(TicketMatterService::shortenText)
                        .orElse(""));
    }

    private static String shortenText(String words) {
        return words.length() <= MAX_QUOTE_LENGTH ? words : words.substring(0, MAX_QUOTE_LENGTH) + "…";
    }
}
