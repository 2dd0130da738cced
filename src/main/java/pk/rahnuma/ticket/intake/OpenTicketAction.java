package pk.rahnuma.ticket.intake;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.registration.record.ApplicationOwnerService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketQueueRepository;
import pk.rahnuma.ticket.TicketRepository;

/// `support.open`: opens a ticket, unless the person has too many open ones, or has proved nothing and others like them
/// have too many. A session opens at most one; a repeated call returns the same number. A report of a blocked line
/// of which a ticket is open adds its text to that one.
@Singleton
@Named("support.open")
public final class OpenTicketAction implements Action.Mutation<OpenTicketAction.In, OpenTicketAction.Out> {

    /// Input of the action.
    ///
    /// @param topic a code of the script, at most 32 characters
    /// @param text that the person wrote
    /// @param reference of the application that it is about, as typed; when empty, the first one in the text. A
    ///     reference without access for the person is only kept as text
    public record In(String topic, String text, String reference) {

        public In {
            reference = reference.isBlank() ? findReference(text) : reference;
        }

        private boolean isBlockedLine() {
            return topic.equals(Ticket.LINE_BLOCKED_TOPIC);
        }

        private static String findReference(String text) {
            return Reference.findAll(text.replace('\n', ' '), MAX_REFERENCES_READ).stream()
                    .filter(found -> !found.isTicket())
                    .map(Reference::toGroupedText)
                    .findFirst()
                    .orElse("");
        }
    }

    /// Result of the action.
    ///
    /// @param number grouped for reading; empty when no ticket was opened
    /// @param staffed whether a member of staff can answer; without one, there is no time and no place
    /// @param open_now whether the desk is open
    /// @param opens time at which the desk is open: now, or the next opening
    /// @param place in the queue, 1 is next; 0 when unknown
    /// @param answer_by time by which half of such tickets are answered, from the figures of recent weeks; null when
    ///     they are too few
    /// @param due time by which the first answer is due; null when the ticket has been answered, or waits behind those
    ///     of persons who have proved something
    /// @param refused empty when the ticket was opened; `own` when the person has too many open tickets; `unproved`
    ///     when persons without a proof have opened too many, from their network or in all; `blocked` when staff have
    ///     blocked them; `no_operator` when the desk has no operator
    /// @param again time at which another try may succeed; null when it does not depend on time, and when a block lasts
    ///     until it is lifted
    public record Out(
            String number,
            boolean staffed,
            boolean open_now,
            Instant opens,
            long place,
            Instant answer_by,
            Instant due,
            String refused,
            Instant again) {}

    /// The person has too many open tickets.
    public static final String REFUSED_OWN = "own";

    /// Persons without a proof have opened too many tickets.
    public static final String REFUSED_UNPROVED = "unproved";

    /// Staff have blocked the person.
    public static final String REFUSED_BLOCKED = "blocked";

    /// The desk has no operator.
    public static final String REFUSED_NO_OPERATOR = "no_operator";

    /// Maximum references in a message among which that of an application is looked for.
    private static final int MAX_REFERENCES_READ = 5;

    /// Maximum tickets of a person that are searched for an obsolete one, which is always active.
    private static final int MAX_TICKETS_READ = 100;

    private final TicketRepository tickets;
    private final TicketTextWriter ticketWriter;
    private final ApplicationOwnerService owners;
    private final TicketFactory ticketFactory;
    private final WaitingTimeEstimator waitingTimes;
    private final StuckPositionService stuckPositions;
    private final ObsoleteTicketCloser ticketCloser;
    private final TicketAdmissionService admissions;

    OpenTicketAction(
            TicketRepository tickets,
            TicketTextWriter ticketWriter,
            ApplicationOwnerService owners,
            TicketFactory ticketFactory,
            WaitingTimeEstimator waitingTimes,
            StuckPositionService stuckPositions,
            ObsoleteTicketCloser ticketCloser,
            TicketAdmissionService admissions) {
        this.tickets = tickets;
        this.ticketWriter = ticketWriter;
        this.owners = owners;
        this.ticketFactory = ticketFactory;
        this.waitingTimes = waitingTimes;
        this.stuckPositions = stuckPositions;
        this.ticketCloser = ticketCloser;
        this.admissions = admissions;
    }

    private static ApplicationOwnerService.NamedApplication toNamedApplication(Request<In> request) {
        return new ApplicationOwnerService.NamedApplication(
                request.conversation(), request.arguments().reference());
    }

    private static TicketRepository.TicketOpener toTicketOpener(Request<In> request) {
        return new TicketRepository.TicketOpener(request.conversation(), request.session());
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        List<Long> persons =
                requests.stream().map(Request::conversation).distinct().toList();
        Map<TicketRepository.TicketOpener, Ticket> known =
                new HashMap<>(tickets
                        .findByOpeners(requests.stream()
                                .map(OpenTicketAction::toTicketOpener)
                                .collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.toMap(
                                t -> new TicketRepository.TicketOpener(t.conversation(), t.session()),
                                Function.identity())));
        Map<ApplicationOwnerService.NamedApplication, Long> applications = owners.findActable(
                requests.stream().map(OpenTicketAction::toNamedApplication).toList());
        Map<OpenReport, Ticket> reported = findReported(requests, applications);
        Map<Ticket, List<String>> additions = new LinkedHashMap<>();
        List<TicketTextWriter.UnsavedTicket> opened = new ArrayList<>();
        List<Out> results = new ArrayList<>();
        WaitingTimeEstimator.CurrentQueue queue =
                waitingTimes.currentQueue(requests.getFirst().now());
        Map<Long, StuckPositionService.FoundPosition> places = stuckPositions.findPosition(requests);
        TicketAdmissionService.AdmissionRound round =
                admissions.startRound(persons, requests.getFirst().now());
        for (Request<In> request : requests) {
            Ticket before = known.get(toTicketOpener(request));
            if (before != null) {
                results.add(toResult(before, queue, queue.estimateFor(before)));
                continue;
            }
            Long application = applications.get(toNamedApplication(request));
            Ticket present = request.arguments().isBlockedLine()
                    ? reported.get(new OpenReport(request.conversation(), application))
                    : null;
            TicketAdmissionService.Admission admission = round.checkPerson(
                    request.conversation(), request.arguments().topic());
            if (present != null && !(admission instanceof TicketAdmissionService.Admission.Blocked)) {
                known.put(toTicketOpener(request), present);
                additions
                        .computeIfAbsent(present, ticket -> new ArrayList<>())
                        .add(request.arguments().text());
                results.add(toResult(present, queue, queue.estimateFor(present)));
                continue;
            }
            if (!(admission instanceof TicketAdmissionService.Admission.Admitted admitted)) {
                results.add(toRefusal(queue, admission));
                continue;
            }
            Ticket made = createTicket(request, application);
            known.put(toTicketOpener(request), made);
            StuckPositionService.FoundPosition place = places.get(request.conversation());
            opened.add(new TicketTextWriter.UnsavedTicket(made, toBody(request), place == null ? null : place.place()));
            round.addTicket(made, admitted.isUnproved());
            int rank = made.priority() + (admitted.isUnproved() ? TicketQueueRepository.UNPROVED_RANK : 0);
            results.add(toResult(made, queue, queue.estimateFor(made, rank)));
        }
        if (!opened.isEmpty()) {
            ticketWriter.insertTickets(opened, "applicant");
            round.saveTickets();
            opened.forEach(
                    one -> takePlace(one.ticket(), places, requests.getFirst().now()));
        }
        Instant now = requests.getFirst().now();
        additions.forEach((ticket, texts) -> ticketWriter.addText(ticket, String.join("\n", texts), now));
        return results;
    }

    /// A person, and the application whose line they reported as blocked.
    private record OpenReport(long person, Long application) {}

    /// Open tickets about blocked lines, of those who report one.
    private Map<OpenReport, Ticket> findReported(
            List<Request<In>> requests, Map<ApplicationOwnerService.NamedApplication, Long> applications) {
        Set<Long> persons = requests.stream()
                .filter(request -> request.arguments().isBlockedLine())
                .filter(request -> applications.get(toNamedApplication(request)) != null)
                .map(Request::conversation)
                .collect(Collectors.toSet());
        return persons.isEmpty()
                ? Map.of()
                : tickets.findActive(persons, Ticket.LINE_BLOCKED_TOPIC).stream()
                        .filter(ticket -> ticket.application() != null)
                        .collect(Collectors.toMap(
                                ticket -> new OpenReport(ticket.conversation(), ticket.application()),
                                Function.identity(),
                                (earlier, later) -> later));
    }

    private static Out toResult(
            Ticket ticket, WaitingTimeEstimator.CurrentQueue queue, WaitingTimeEstimator.WaitingTime wait) {
        return new Out(
                ticket.number().toGroupedText(),
                queue.isStaffed(),
                queue.isOpen(),
                queue.nextOpening(),
                wait.place(),
                wait.answerBy(),
                wait.due(),
                "",
                null);
    }

    private static Out toRefusal(WaitingTimeEstimator.CurrentQueue queue, TicketAdmissionService.Admission admission) {
        boolean isOpen = queue.isOpen();
        Instant opens = queue.nextOpening();
        return switch (admission) {
            case TicketAdmissionService.Admission.TooManyUnproved refused ->
                new Out("", false, isOpen, opens, 0, null, null, REFUSED_UNPROVED, refused.again());
            case TicketAdmissionService.Admission.Blocked blocked ->
                new Out("", false, isOpen, opens, 0, null, null, REFUSED_BLOCKED, blocked.until());
            case TicketAdmissionService.Admission.NoOperator none ->
                new Out("", false, false, null, 0, null, null, REFUSED_NO_OPERATOR, null);
            default -> new Out("", false, isOpen, opens, 0, null, null, REFUSED_OWN, null);
        };
    }

    /// A person who was seen to be stuck and now asks for help keeps one ticket, not two.
    private void takePlace(Ticket ticket, Map<Long, StuckPositionService.FoundPosition> places, Instant now) {
        StuckPositionService.FoundPosition place = places.get(ticket.conversation());
        if (place != null
                && place.tries() >= EngineLimits.MAX_TRIES
                && !ticket.topic().equals(Ticket.STUCK_TOPIC)) {
            ticketCloser.closeObsolete(
                    tickets.findByConversation(ticket.conversation(), MAX_TICKETS_READ), ticket, now);
        }
    }

    private Ticket createTicket(Request<In> request, Long application) {
        String topic = request.arguments().topic();
        Ticket.Source source =
                topic.equals(Ticket.DEAD_LETTER_TOPIC) ? Ticket.Source.DEAD_LETTER : Ticket.Source.SCRIPT;
        return ticketFactory.createTicket(
                request.conversation(),
                request.session(),
                application,
                topic,
                source,
                request.language(),
                null,
                request.now());
    }

    private static Ticket.Body toBody(Request<In> request) {
        return new Ticket.Body(request.arguments().text(), request.arguments().reference());
    }
}
