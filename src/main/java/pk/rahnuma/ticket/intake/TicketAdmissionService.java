package pk.rahnuma.ticket.intake;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import pk.rahnuma.messaging.conversation.ChatNetworkRepository;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.ticket.Restraint;
import pk.rahnuma.ticket.RestraintRepository;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.intake.UnprovedTicketRepository.NetworkCount;
import pk.rahnuma.ticket.intake.UnprovedTicketRepository.PersonCount;
import pk.rahnuma.ticket.intake.UnprovedTicketRepository.UnprovedTicketRow;

/// Decides who may open another ticket now, and in which lane it waits. All numbers are counted in the database, in the
/// transaction that opens the tickets: they are those of all nodes, and right when a batch runs again. Transactions at
/// the same time do not see each other, so that a limit can be exceeded by as many tickets as they open.
@Singleton
public class TicketAdmissionService {

    /// Maximum open tickets of a person who opens another.
    public static final int MAX_OPEN_TICKETS_PER_PERSON = 20;

    /// Period in which the tickets of a network are counted.
    static final Duration NETWORK_PERIOD = Duration.ofHours(1);

    /// Time after which a person may try again when all places are taken.
    static final Duration FULL_DELAY = Duration.ofMinutes(30);

    private final UnprovedTicketRepository unprovedTickets;
    private final PersonProofService proofs;
    private final ChatNetworkRepository networks;
    private final UnprovedTicketConfiguration unprovedLimits;
    private final DeskIdentity desk;
    private final RestraintRepository restraints;

    public TicketAdmissionService(
            UnprovedTicketRepository unprovedTickets,
            PersonProofService proofs,
            ChatNetworkRepository networks,
            UnprovedTicketConfiguration unprovedLimits,
            DeskIdentity desk,
            RestraintRepository restraints) {
        this.unprovedTickets = unprovedTickets;
        this.proofs = proofs;
        this.networks = networks;
        this.unprovedLimits = unprovedLimits;
        this.desk = desk;
        this.restraints = restraints;
    }

    /// Answer to a person who wants to open a ticket.
    public sealed interface Admission {

        /// The ticket may be opened.
        ///
        /// @param isUnproved whether it waits in the lane of persons without a proof
        record Admitted(boolean isUnproved) implements Admission {}

        /// The desk has no operator.
        record NoOperator() implements Admission {}

        /// Staff have blocked the person.
        ///
        /// @param until end of the block; null when it lasts until it is lifted
        record Blocked(@Nullable Instant until) implements Admission {}

        /// The person has too many open tickets.
        record TooManyOwn() implements Admission {}

        /// Persons without a proof have opened too many, those of the network or all.
        ///
        /// @param again time at which another try may succeed
        record TooManyUnproved(Instant again) implements Admission {}
    }

    /// Reads what decides about tickets of these persons; a constant number of queries.
    public AdmissionRound startRound(Collection<Long> persons, Instant now) {
        List<Long> keys = PaddedKeys.padKeys(persons);
        Set<Long> others = new HashSet<>(persons);
        others.removeAll(proofs.findProved(persons));
        Map<Long, byte[]> origins = others.isEmpty() ? Map.of() : networks.findByPersons(others);
        Map<String, byte[]> distinct = new HashMap<>();
        origins.values().forEach(network -> distinct.put(toKey(network), network));
        Map<String, NetworkCount> counts = distinct.isEmpty()
                ? Map.of()
                : unprovedTickets
                        .countByNetworks(PaddedKeys.padKeys(distinct.values()), now.minus(NETWORK_PERIOD))
                        .stream()
                        .collect(Collectors.toMap(count -> toKey(count.networkHash()), Function.identity()));
        return new AdmissionRound(
                now,
                unprovedTickets.countOpenByPersons(keys).stream()
                        .collect(Collectors.toMap(PersonCount::conversationId, PersonCount::tickets)),
                others,
                origins,
                counts,
                others.isEmpty() ? 0 : unprovedTickets.countWaiting(),
                restraints.findBlocks(keys, now).stream()
                        .collect(Collectors.toMap(Restraint::person, Function.identity())));
    }

    /// Block that holds for a person now.
    public Optional<Restraint> findBlock(long person, Instant now) {
        return restraints.findBlocks(List.of(person), now).stream().findFirst();
    }

    private static String toKey(byte[] network) {
        return HexFormat.of().formatHex(network);
    }

    /// Tickets that one transaction opens.
    public final class AdmissionRound {

        private final Instant now;
        private final Map<Long, Long> openByPerson;
        private final Set<Long> unprovedPersons;
        private final Map<Long, byte[]> origins;
        private final Map<String, NetworkCount> countsByNetwork;
        private final Map<String, Integer> openedByNetwork = new HashMap<>();
        private final List<UnprovedTicketRow> rows = new ArrayList<>();
        private final long waiting;
        private final Map<Long, Restraint> blocks;

        private AdmissionRound(
                Instant now,
                Map<Long, Long> openByPerson,
                Set<Long> unprovedPersons,
                Map<Long, byte[]> origins,
                Map<String, NetworkCount> countsByNetwork,
                long waiting,
                Map<Long, Restraint> blocks) {
            this.now = now;
            this.openByPerson = new HashMap<>(openByPerson);
            this.unprovedPersons = unprovedPersons;
            this.origins = origins;
            this.countsByNetwork = countsByNetwork;
            this.waiting = waiting;
            this.blocks = blocks;
        }

        /// Decides about a ticket of a person. A message that could not be processed always gets its ticket, since the
        /// person has been told so.
        public Admission checkPerson(long person, String topic) {
            boolean isUnproved = unprovedPersons.contains(person);
            if (topic.equals(Ticket.DEAD_LETTER_TOPIC)) {
                return new Admission.Admitted(isUnproved);
            }
            if (!desk.isRun()) {
                return new Admission.NoOperator();
            }
            if (blocks.containsKey(person)) {
                return new Admission.Blocked(blocks.get(person).until());
            }
            if (openByPerson.getOrDefault(person, 0L) >= MAX_OPEN_TICKETS_PER_PERSON) {
                return new Admission.TooManyOwn();
            }
            return isUnproved ? checkUnproved(origins.get(person)) : new Admission.Admitted(false);
        }

        private Admission checkUnproved(byte[] network) {
            if (waiting + rows.size() >= unprovedLimits.open()) {
                return new Admission.TooManyUnproved(now.plus(FULL_DELAY));
            }
            if (network == null) {
                return new Admission.Admitted(true);
            }
            String key = toKey(network);
            NetworkCount before = countsByNetwork.get(key);
            long opened = openedByNetwork.getOrDefault(key, 0) + (before == null ? 0 : before.tickets());
            return opened < unprovedLimits.perAddress()
                    ? new Admission.Admitted(true)
                    : new Admission.TooManyUnproved((before == null ? now : before.oldest()).plus(NETWORK_PERIOD));
        }

        /// Counts a ticket that is opened.
        public void addTicket(Ticket ticket, boolean isUnproved) {
            openByPerson.merge(ticket.conversation(), 1L, Long::sum);
            if (isUnproved) {
                byte[] network = origins.get(ticket.conversation());
                rows.add(new UnprovedTicketRow(ticket.id(), network, ticket.opened(), null));
                if (network != null) {
                    openedByNetwork.merge(toKey(network), 1, Integer::sum);
                }
            }
        }

        /// Stores which tickets wait in the lane.
        public void saveTickets() {
            if (!rows.isEmpty()) {
                unprovedTickets.insertRows(rows);
            }
        }
    }
}
