package pk.rahnuma.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;

/// What is logged, and where: warnings, and what this program says of itself, a line each, on the error stream. In
/// Java because reading XML for it takes a tenth of a second of the start. An own `logback.xml` (or
/// `logback-test.xml`, or `-Dlogback.configurationFile`) comes first.
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
        // What the desk itself has to say at that level an operator needs: that it starts, stops, is well again.
        context.getLogger("pk.rahnuma").setLevel(Level.INFO);
        DatabaseOutageLogFilter outages = new DatabaseOutageLogFilter();
        outages.setContext(context);
        outages.start();
        context.addTurboFilter(outages);
        // What these say at the start, Refusals says in one line.
        context.getLogger("com.zaxxer.hikari.pool.HikariPool").setLevel(Level.OFF);
        context.getLogger("io.micronaut.http.server.netty.NettyHttpServer").setLevel(Level.OFF);
        // It warns of every MariaDB that is younger than itself.
        context.getLogger("org.flywaydb").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static boolean hasFile() {
        return System.getProperty("logback.configurationFile") != null
                || found("logback-test.xml")
                || found("logback.xml");
    }

    private static boolean found(String resource) {
        return LogbackConfigurator.class.getClassLoader().getResource(resource) != null;
    }
}
