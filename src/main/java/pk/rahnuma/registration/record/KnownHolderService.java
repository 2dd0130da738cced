package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.IpAddresses;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.organisation.RegistrationNumbers;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.LineQueryService.LinePosition;

/// Finds what the register has of the holders and addresses of a list. Takes part in the transaction of the thread.
@Singleton
public final class KnownHolderService {

    /// Maximum lines of a holder that are compared; more than a list can have.
    private static final int MAX_LINES = 1_000_000;
    private static final LineFilter ALL_LINES = new LineFilter(null, null, null, null, null, null);

    private final OrganisationService organisations;
    private final LineQueryService lines;
    private final LineRegisterRepository register;
    private final ApplicationRepository applications;
    private final ApplicationHistoryRepository history;

    KnownHolderService(
            OrganisationService organisations,
            LineQueryService lines,
            LineRegisterRepository register,
            ApplicationRepository applications,
            ApplicationHistoryRepository history) {
        this.organisations = organisations;
        this.lines = lines;
        this.register = register;
        this.applications = applications;
        this.history = history;
    }

    /// Numbers by which a holder is known, in the form in which they are compared.
    public static List<String> numbersOf(FormAnswers holder) {
        String ntn = RegistrationNumbers.toBaseNtn(holder.textAnswer(FormAnswers.NTN));
        String secp = holder.textAnswer(FormAnswers.SECP_NUMBER);
        return Stream.of(ntn.isEmpty() ? "" : "ntn " + ntn, secp.isEmpty() ? "" : "secp " + secp)
                .filter(number -> !number.isEmpty())
                .toList();
    }

    /// Organisations that are known to have one of the numbers of a holder, at most two.
    public List<Long> findOrganisations(FormAnswers holder) {
        return organisations.findChecked(
                holder.textAnswer(FormAnswers.SECP_NUMBER), holder.textAnswer(FormAnswers.NTN), 2);
    }

    /// Locks organisations until the transaction ends.
    public void lockOrganisations(Collection<Long> ids) {
        organisations.lockOrganisations(ids);
    }

    /// A holder with all of its lines.
    public KnownHolder readHolder(long organisation) {
        List<LineContent> found =
                lines.findLines(List.of(organisation), ALL_LINES, LinePosition.START, MAX_LINES).stream()
                        .map(FoundLine::content)
                        .toList();
        return new KnownHolder(organisation, found, isFromListsAlone(organisation, found));
    }

    private boolean isFromListsAlone(long organisation, List<LineContent> found) {
        Set<Long> ids =
                found.stream().map(content -> content.line().application()).collect(Collectors.toSet());
        if (ids.isEmpty() || !organisations.findOwners(List.of(organisation)).isEmpty()) {
            return false;
        }
        Collection<Application> all = applications.findByIds(ids).values();
        return history.findEvents(all).values().stream()
                .flatMap(List::stream)
                .allMatch(event -> event.who().equals(TransitionActor.IMPORT.historyName()));
    }

    /// Holders of registered lines with some addresses, by the address.
    ///
    /// @param addresses single ones, in their stored form
    public Map<String, Set<Long>> findHolders(Collection<String> addresses) {
        Map<ByteBuffer, Set<Long>> found = register.findRegistered(
                addresses.stream().map(IpAddresses::toBytes).toList());
        return addresses.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        address -> found.getOrDefault(ByteBuffer.wrap(IpAddresses.toBytes(address)), Set.of())));
    }
}
