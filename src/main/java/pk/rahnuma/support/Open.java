package pk.rahnuma.support;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.access.Access;
import pk.rahnuma.registration.access.Owners;
import pk.rahnuma.vault.Keys;
import pk.rahnuma.vault.Vault;

/// `support.open`: opens a ticket. A session opens one at most; asked again, it answers with the same number.
@Singleton
@Named("support.open")
public final class Open implements Action.Act<Open.In, Open.Out> {

    /// @param topic a code of the script, at most 32 characters
    /// @param text what the person wrote
    /// @param reference of an application that it is about, as typed, or empty; one that the person may not act on is
    ///     only kept as words
    public record In(String topic, String text, String reference) {}

    /// @param number grouped for reading
    /// @param open_now whether somebody is at the desk
    /// @param opens when somebody is: now, or the next opening
    public record Out(String number, boolean open_now, Instant opens) {}

    private static final int TOPIC = 32;

    private final TicketRows tickets;
    private final Bodies bodies;
    private final Owners owners;
    private final Access access;
    private final Vault vault;
    private final Audit audit;
    private final WorkingCalendar calendar;
    private final RandomGenerator random = new SecureRandom();

    Open(
            TicketRows tickets,
            Bodies bodies,
            Owners owners,
            Access access,
            Vault vault,
            Audit audit,
            WorkingCalendar calendar) {
        this.tickets = tickets;
        this.bodies = bodies;
        this.owners = owners;
        this.access = access;
        this.vault = vault;
        this.audit = audit;
        this.calendar = calendar;
    }

    private record Asker(long conversation, String session) {}

    @Override
    public List<Out> run(List<Request<In>> requests) {
        List<Long> persons =
                requests.stream().map(Request::conversation).distinct().toList();
        Map<Asker, Ticket> known = new HashMap<>(
                tickets
                        .ofSessions(
                                persons, requests.stream().map(Request::session).collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.toMap(t -> new Asker(t.conversation(), t.session()), Function.identity())));
        List<Reference> typed = requests.stream()
                .map(request -> Reference.read(request.arguments().reference()))
                .flatMap(Optional::stream)
                .toList();
        Map<Reference, Owners.Owned> applications = owners.of(typed);
        // Asked whether or not there are such applications: that must not show in the time.
        Access.Rights rights = access.of(typed.isEmpty() ? List.of() : persons);
        Keys keys = vault.keys(persons);
        List<TicketRows.Opened> opened = new ArrayList<>();
        List<Out> results = new ArrayList<>();
        for (Request<In> request : requests) {
            Ticket ticket = known.computeIfAbsent(new Asker(request.conversation(), request.session()), asker -> {
                Ticket fresh = fresh(request, applications, rights);
                opened.add(new TicketRows.Opened(fresh, bodies.seal(keys, asker.conversation(), body(request))));
                return fresh;
            });
            results.add(
                    new Out(ticket.number().grouped(), calendar.open(request.now()), calendar.opens(request.now())));
        }
        if (!opened.isEmpty()) {
            tickets.insert(opened);
            audit.append(opened.stream().map(one -> entry(one.ticket())).toList());
        }
        return results;
    }

    private Ticket fresh(Request<In> request, Map<Reference, Owners.Owned> applications, Access.Rights rights) {
        String topic = request.arguments().topic();
        return new Ticket(
                Vault.newId(),
                Reference.forTicket(random),
                request.conversation(),
                request.session(),
                Reference.read(request.arguments().reference())
                        .map(applications::get)
                        .filter(owned -> rights.acts(request.conversation(), owned.subject()))
                        .map(Owners.Owned::id)
                        .orElse(null),
                topic.substring(0, Math.min(TOPIC, topic.length())),
                Ticket.State.NEW,
                request.language(),
                request.now(),
                null);
    }

    private static Ticket.Body body(Request<In> request) {
        return new Ticket.Body(request.arguments().text(), request.arguments().reference());
    }

    private static Entry entry(Ticket ticket) {
        return new Entry(
                ticket.conversation(),
                "applicant",
                "ticket.opened",
                ticket.number().symbols(),
                ticket.topic(),
                ticket.opened());
    }
}
