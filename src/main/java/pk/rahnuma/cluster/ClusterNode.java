package pk.rahnuma.cluster;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.FaultLog;

/// Membership of this server among the servers that share the database, from its start to its stop. A command is not a
/// member.
///
/// The embedded database has one process only, so there are no heartbeats: all other registered nodes are removed. Safe
/// for threads.
@Singleton
public final class ClusterNode implements ApplicationEventListener<ServerStartupEvent>, Ordered {

    /// Time after the begin of its last heartbeat in which a node may act. Less than [#HEARTBEAT_TIMEOUT] by the time
    /// that an act takes.
    static final Duration ALIVE_TTL = Duration.ofSeconds(5);
    /// Maximum time between two heartbeats of a node.
    static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(7);

    private static final Logger LOG = LoggerFactory.getLogger(ClusterNode.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ClusterNodeRepository nodes;
    private final Clock clock;
    private final boolean alone;
    private final LongSupplier watch;
    private final WrappingKeyIds keys;

    /// Heartbeats of other nodes, by this node's own stopwatch.
    private final Map<Long, KnownNode> known = new HashMap<>();

    private volatile Set<Long> others = Set.of();
    private volatile OwnRegistration registration = new OwnRegistration(0, 0);
    private boolean closed;

    private record KnownNode(Instant beat, long since) {}

    /// Registration of this node.
    ///
    /// @param at begin of its last successful heartbeat
    private record OwnRegistration(long id, long at) {}

    /// Creates the node of this server.
    ///
    /// @param pool closed after this bean, because this bean names it; a repository alone does not ensure that
    @Inject
    ClusterNode(
            ClusterNodeRepository nodes,
            DataSource pool,
            Clock clock,
            WrappingKeyIds keys,
            @Property(name = "rahnuma.database.embedded", defaultValue = "false") boolean embedded) {
        this(nodes, clock, embedded, System::nanoTime, keys);
    }

    /// Creates a node.
    ///
    /// @param alone true when no other process can serve on this database
    /// @param watch counts nanoseconds
    ClusterNode(ClusterNodeRepository nodes, Clock clock, boolean alone, LongSupplier watch) {
        this(nodes, clock, alone, watch, List::of);
    }

    private ClusterNode(
            ClusterNodeRepository nodes, Clock clock, boolean alone, LongSupplier watch, WrappingKeyIds keys) {
        this.nodes = nodes;
        this.clock = clock;
        this.alone = alone;
        this.watch = watch;
        this.keys = keys;
    }

    /// Runs before all beans that ask for the id of this node.
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        FaultLog.runQuietly("enter this node", this::sendHeartbeat);
    }

    /// Random id of this node. It changes after other nodes declared this node dead: the rights of the old id are lost.
    /// 0 before the first heartbeat, after the stop, and in a command.
    public long nodeId() {
        return registration.id();
    }

    /// Tells whether no other node can have declared this node dead. While this is false it must not do anything that
    /// only one node may do.
    public boolean isCertainlyAlive() {
        OwnRegistration now = registration;
        return now.id() != 0 && (alone || watch.getAsLong() - now.at() < ALIVE_TTL.toNanos());
    }

    /// Other nodes, as of the last heartbeat.
    public Set<Long> otherNodes() {
        return others;
    }

    /// All nodes including this one, as the database has them now. Each existed when it became the owner of a row that
    /// the caller has locked before.
    public Set<Long> readNodeIds() {
        return alone ? Set.of(registration.id()) : readHeartbeats().keySet();
    }

    /// Sends a heartbeat, checks those of the other nodes, and registers this node again when they have declared it
    /// dead.
    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    public synchronized void sendHeartbeat() {
        if (closed || alone && registration.id() != 0) {
            return;
        }
        long begin = watch.getAsLong();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (alone) {
            nodes.deleteAll();
        }
        if (registration.id() != 0 && nodes.updateById(registration.id(), now) > 0) {
            registration = new OwnRegistration(registration.id(), begin);
        } else {
            if (registration.id() != 0) {
                LOG.warn(
                        "cluster: other nodes declared this node dead; it joins again with a new id. Check its load and its database connection");
            }
            long fresh = RANDOM.nextLong(1, Long.MAX_VALUE);
            nodes.saveNode(NodeRow.ofNew(fresh, keys.wrappingKeyIds(), now));
            registration = new OwnRegistration(fresh, begin);
        }
        if (!alone) {
            checkOtherNodes();
        }
    }

    private Map<Long, Instant> readHeartbeats() {
        return nodes.findAll().stream()
                .collect(Collectors.toMap(NodeRow::id, NodeRow::seenAt, (one, same) -> one, HashMap::new));
    }

    private void checkOtherNodes() {
        Map<Long, Instant> beats = readHeartbeats();
        beats.remove(registration.id());
        // Read before the stopwatch: a node gets too much time rather than too little.
        long now = watch.getAsLong();
        known.keySet().retainAll(beats.keySet());
        beats.entrySet().removeIf(other -> {
            KnownNode last = known.get(other.getKey());
            if (last == null || !last.beat().equals(other.getValue())) {
                known.put(other.getKey(), new KnownNode(other.getValue(), now));
                return false;
            }
            return now - last.since() >= HEARTBEAT_TIMEOUT.toNanos()
                    && nodes.deleteByIdAndSeenAt(other.getKey(), other.getValue()) > 0;
        });
        others = Set.copyOf(beats.keySet());
    }

    /// Removes this node, so that the others take over at once. A job that still runs sees the id 0, and may do
    /// nothing.
    @PreDestroy
    public synchronized void close() {
        closed = true;
        long id = registration.id();
        registration = new OwnRegistration(0, 0);
        if (id != 0) {
            FaultLog.runQuietly("leave", () -> nodes.deleteById(id));
        }
    }

    boolean isSingleNode() {
        return alone;
    }
}
