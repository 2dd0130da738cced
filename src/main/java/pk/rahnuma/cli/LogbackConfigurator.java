package pk.rahnuma.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;

/// Configures logging: warnings of libraries and information of this program, one line each, on the error stream.
/// Written in Java because parsing XML takes a tenth of a second of the start. A `logback.xml` of the operator (or
/// `logback-test.xml`, or `-Dlogback.configurationFile`) takes precedence.
public final class LogbackConfigurator extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (hasFile()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        SingleLineLayout layout = new SingleLineLayout();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        ConsoleAppender<ILoggingEvent> errors = new ConsoleAppender<>();
        errors.setContext(context);
        errors.setTarget("System.err");
        errors.setEncoder(encoder);
        errors.start();
        context.getLogger("ROOT").addAppender(errors);
        context.getLogger("ROOT").setLevel(Level.WARN);
        // Operators need the information level of the desk itself: start, stop, recovery.
        context.getLogger("pk.rahnuma").setLevel(Level.INFO);
        DatabaseOutageLogFilter outages = new DatabaseOutageLogFilter();
        outages.setContext(context);
        outages.start();
        context.addTurboFilter(outages);
        // StartupErrorMessages reports the startup errors of these in one line.
        context.getLogger("com.zaxxer.hikari.pool.HikariPool").setLevel(Level.OFF);
        context.getLogger("io.micronaut.http.server.netty.NettyHttpServer").setLevel(Level.OFF);
        // It warns of every MariaDB that is newer than itself.
        context.getLogger("org.flywaydb").setLevel(Level.ERROR);
        // It names the address; the outcome is logged, or recorded, by the caller.
        context.getLogger("io.micronaut.email").setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static boolean hasFile() {
        return System.getProperty("logback.configurationFile") != null
                || hasResource("logback-test.xml")
                || hasResource("logback.xml");
    }

    private static boolean hasResource(String resource) {
        return LogbackConfigurator.class.getClassLoader().getResource(resource) != null;
    }
}
