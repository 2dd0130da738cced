package pk.rahnuma.conversation.batch;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptProblem;
import pk.rahnuma.dialog.script.VersionsInUseProvider;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Checks that every session can continue on the script version that it began with. If a version does not load any
/// more, all conversations are searched for it in the background after the start. No turn runs meanwhile, nor
/// afterwards if one was found: no person is moved to another version until an operator retires it.
///
/// Turns also stop once a conversation is on a version created after this process started: other nodes run newer
/// scripts, and this one leaves the work to them until it is restarted.
@Singleton
public class PinnedVersionService implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(PinnedVersionService.class);
    private static final int PAGE_SIZE = 200;
    private static final Duration RETRY_DELAY = Duration.ofSeconds(2);

    private final ScriptLibrary library;
    private final ConversationRepository conversations;
    private final SubjectEncryptionService vault;
    private final VersionsInUseProvider inUse;
    /// Unknown versions that were retired.
    private final Set<String> retired = ConcurrentHashMap.newKeySet();

    private final Thread searchThread =
            Thread.ofVirtual().name("pinned-versions").unstarted(this::look);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String obstacle;

    PinnedVersionService(
            ScriptLibrary library,
            ConversationRepository conversations,
            SubjectEncryptionService vault,
            VersionsInUseProvider inUse) {
        this.library = library;
        this.inUse = inUse;
        this.conversations = conversations;
        this.vault = vault;
        this.obstacle =
                library.unusableVersions().isEmpty() ? null : "looking for sessions on versions that cannot be used";
    }

    /// A session is on a version that this process has not loaded.
    public static final class NewerScriptVersionException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NewerScriptVersionException(String obstacle) {
            super(obstacle);
        }
    }

    /// Checks a conversation before a turn; queries the database only for a version never met.
    ///
    /// @throws NewerScriptVersionException when it is on a version newer than this process; from then on there is an
    ///     obstacle
    void checkConversation(ConversationState conversation) {
        conversation.stack().forEach(this::checkConversation);
        conversation.drafts().forEach(this::checkConversation);
    }

    private void checkConversation(Session session) {
        String flow = session.flow();
        if (library.findVersion(flow) != null
                || library.unusableVersions().containsKey(flow)
                || retired.contains(flow)) {
            return;
        }
        if (!inUse.isInUse(flow)) {
            retired.add(flow);
            return;
        }
        String newer =
                "others run with newer scripts (" + session.script() + " " + flow + "): start this one with them";
        if (!newer.equals(obstacle)) {
            LOG.warn("not ready: {}", newer);
        }
        obstacle = newer;
        throw new NewerScriptVersionException(newer);
    }

    /// Reason why no turn can run now; empty when turns can run.
    public Optional<String> findObstacle() {
        return Optional.ofNullable(obstacle);
    }

    /// The same for a process without a server, where no background search runs: it searches now.
    public Optional<String> findObstacleNow() {
        if (!library.unusableVersions().isEmpty()) {
            found(findLostVersionsInUse(PAGE_SIZE));
        }
        return findObstacle();
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (!library.unusableVersions().isEmpty()) {
            searchThread.start();
        }
    }

    private void look() {
        try {
            while (!closing.await(0, TimeUnit.MILLISECONDS)) {
                try {
                    found(findLostVersionsInUse(PAGE_SIZE));
                    return;
                } catch (RuntimeException e) {
                    LOG.warn(
                            "scripts: sessions on unusable versions cannot be searched; retrying: {}",
                            e.getClass().getName());
                    closing.await(RETRY_DELAY.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            // Closing.
        }
    }

    /// Lost versions that a session is pinned to, each with its script.
    Map<String, String> findLostVersionsInUse(int page) {
        Map<String, String> used = new TreeMap<>();
        List<ConversationRepository.ConversationRow> next = conversations.findPage(0, page);
        while (!next.isEmpty()) {
            SubjectKeyRing keys = vault.openKeys(next.stream()
                    .map(ConversationRepository.ConversationRow::id)
                    .toList());
            for (ConversationRepository.ConversationRow row : next) {
                sessions(row, keys)
                        .filter(session -> library.unusableVersions().containsKey(session.flow()))
                        .forEach(session -> used.put(session.flow(), session.script()));
            }
            next = conversations.findPage(next.getLast().id(), page);
        }
        return used;
    }

    /// Sessions of a conversation; none of an erased one, nor of one that cannot be read, whose messages become dead
    /// letters.
    private static Stream<Session> sessions(ConversationRepository.ConversationRow row, SubjectKeyRing keys) {
        if (!keys.hasKey(row.id())) {
            return Stream.empty();
        }
        try {
            ConversationState conversation = ConversationRepository.openState(row, keys);
            return Stream.concat(conversation.stack().stream(), conversation.drafts().stream());
        } catch (IllegalStateException | IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    private void found(Map<String, String> used) {
        library.unusableVersions().forEach((flow, problems) -> {
            if (used.containsKey(flow)) {
                LOG.error(
                        "not ready: sessions are on version {} of script {}, which cannot be used any more: {}; put back"
                                + " what is missing, or run `scripts retire {}`, then start again",
                        flow,
                        used.get(flow),
                        missing(problems),
                        flow);
            } else {
                LOG.info("version {} cannot be used any more, and no session is on it: {}", flow, missing(problems));
            }
        });
        obstacle = used.isEmpty()
                ? null
                : used.entrySet().stream()
                        .map(version -> version.getValue() + " " + version.getKey())
                        .collect(Collectors.joining(", ", "sessions are on versions that cannot be used: ", ""));
    }

    private static String missing(List<ScriptProblem> problems) {
        return problems.stream().map(ScriptProblem::what).distinct().collect(Collectors.joining("; "));
    }

    /// Without an interrupt, which would close the file of the embedded database.
    @PreDestroy
    void stopSearch() {
        closing.countDown();
    }
}
