package pk.rahnuma.support.intake;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.dialog.script.Limits;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.access.Access;
import pk.rahnuma.registration.access.Owners;
import pk.rahnuma.support.Promises;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.Bodies;
import pk.rahnuma.support.records.TicketRows;
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
    /// @param place in the queue, 1 is next; 0 when that is not known
    /// @param answer_by when half of such tickets are answered, by those of the last weeks; null when they were too few
    public record Out(String number, boolean open_now, Instant opens, long place, Instant answer_by) {}

    /// Tickets of a person that are looked at for one that is not needed any more; such a one is active.
    private static final int LOOKED_AT = 100;

    private final TicketRows tickets;
    private final Bodies bodies;
    private final Owners owners;
    private final Access access;
    private final Vault vault;
    private final Audit audit;
    private final Promises promises;
    private final Fresh fresh;
    private final Waits waits;
    private final Stuck stuck;
    private final Needless needless;

    Open(
            TicketRows tickets,
            Bodies bodies,
            Owners owners,
            Access access,
            Vault vault,
            Audit audit,
            Promises promises,
            Fresh fresh,
            Waits waits,
            Stuck stuck,
            Needless needless) {
        this.tickets = tickets;
        this.bodies = bodies;
        this.owners = owners;
        this.access = access;
        this.vault = vault;
        this.audit = audit;
        this.promises = promises;
        this.fresh = fresh;
        this.waits = waits;
        this.stuck = stuck;
        this.needless = needless;
    }

    private static TicketRows.Opener opener(Request<In> request) {
        return new TicketRows.Opener(request.conversation(), request.session());
    }

    @Override
    public List<Out> run(List<Request<In>> requests) {
        List<Long> persons =
                requests.stream().map(Request::conversation).distinct().toList();
        Map<TicketRows.Opener, Ticket> known = new HashMap<>(
                tickets.openedBy(requests.stream().map(Open::opener).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(
                                t -> new TicketRows.Opener(t.conversation(), t.session()), Function.identity())));
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
        Waits.Now queue = waits.now(requests.getFirst().now());
        Map<Long, Stuck.Found> places = stuck.of(requests);
        for (Request<In> request : requests) {
            Ticket ticket = known.computeIfAbsent(opener(request), opener -> {
                Ticket made = made(request, applications, rights);
                Stuck.Found place = places.get(opener.conversation());
                opened.add(new TicketRows.Opened(
                        made,
                        bodies.seal(keys, made, body(request)),
                        place == null ? null : stuck.sealed(keys, made, place.place())));
                return made;
            });
            Waits.Wait wait = queue.of(ticket);
            results.add(new Out(
                    ticket.number().grouped(),
                    promises.calendar().open(request.now()),
                    promises.calendar().opens(request.now()),
                    wait.place(),
                    wait.answerBy()));
        }
        if (!opened.isEmpty()) {
            tickets.insert(opened);
            audit.append(opened.stream()
                    .map(one -> Fresh.entry(one.ticket(), "applicant"))
                    .toList());
            opened.forEach(
                    one -> takePlace(one.ticket(), places, requests.getFirst().now()));
        }
        return results;
    }

    /// Who was seen to be stuck and now says what they need has one ticket, not two.
    private void takePlace(Ticket ticket, Map<Long, Stuck.Found> places, Instant now) {
        Stuck.Found place = places.get(ticket.conversation());
        if (place != null && place.tries() >= Limits.TRIES && !ticket.topic().equals(Ticket.STUCK)) {
            needless.close(tickets.of(ticket.conversation(), LOOKED_AT), ticket, now);
        }
    }

    private Ticket made(Request<In> request, Map<Reference, Owners.Owned> applications, Access.Rights rights) {
        Long application = Reference.read(request.arguments().reference())
                .map(applications::get)
                .filter(owned -> rights.acts(request.conversation(), owned.subject()))
                .map(Owners.Owned::id)
                .orElse(null);
        String topic = request.arguments().topic();
        Ticket.Source source = topic.equals(Ticket.DEAD_LETTER) ? Ticket.Source.DEAD_LETTER : Ticket.Source.SCRIPT;
        return fresh.ticket(
                request.conversation(),
                request.session(),
                application,
                topic,
                source,
                request.language(),
                null,
                request.now());
    }

    private static Ticket.Body body(Request<In> request) {
        return new Ticket.Body(request.arguments().text(), request.arguments().reference());
    }
}
