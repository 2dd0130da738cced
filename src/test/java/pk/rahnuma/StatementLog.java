package pk.rahnuma;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// Statements that repositories execute while it is open, which log each as one event, and commits.
public final class StatementLog implements AutoCloseable {

    private static final Logger QUERIES = (Logger) LoggerFactory.getLogger("io.micronaut.data.query");
    private static final Logger TRANSACTIONS = (Logger) LoggerFactory.getLogger("io.micronaut.transaction");

    /// Jobs of the server execute statements while a test reads these.
    private final Map<String, List<String>> byThread = new ConcurrentHashMap<>();

    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            String text = event.getFormattedMessage();
            if (event.getLoggerName().equals(QUERIES.getName())) {
                add(event.getThreadName(), text);
            } else if (text.startsWith("Committing")) {
                add(event.getThreadName(), "commit");
            }
        }
    };

    private StatementLog() {
        appender.start();
        for (Logger logger : List.of(QUERIES, TRANSACTIONS)) {
            logger.setLevel(Level.DEBUG);
            logger.setAdditive(false);
            logger.addAppender(appender);
        }
    }

    public static StatementLog open() {
        return new StatementLog();
    }

    private void add(String thread, String entry) {
        byThread.computeIfAbsent(thread, none -> new CopyOnWriteArrayList<>()).add(entry);
    }

    /// Statements and commits of the present thread.
    public List<String> ofThisThread() {
        return List.copyOf(byThread.getOrDefault(Thread.currentThread().getName(), List.of()));
    }

    /// Statements and commits of the thread that executed a statement with this text, such as the one of a request.
    public List<String> ofThreadWith(String text) {
        return byThread.values().stream()
                .filter(each -> each.stream().anyMatch(entry -> entry.contains(text)))
                .findFirst()
                .map(List::copyOf)
                .orElse(List.of());
    }

    /// Statements and commits of the threads on which controllers run.
    public List<String> ofControllers() {
        return byThread.entrySet().stream()
                .filter(each -> each.getKey().startsWith("virtual-executor"))
                .flatMap(each -> each.getValue().stream())
                .toList();
    }

    @Override
    public void close() {
        for (Logger logger : List.of(QUERIES, TRANSACTIONS)) {
            logger.detachAppender(appender);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
    }
}
