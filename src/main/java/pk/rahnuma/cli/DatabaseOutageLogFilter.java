package pk.rahnuma.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.Marker;
import pk.rahnuma.persistence.FaultLog;

/// Drops messages that libraries log repeatedly while the database is not available: [FaultLog] logs the outage once a
/// minute.
public final class DatabaseOutageLogFilter extends TurboFilter {

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] params, Throwable thrown) {
        boolean ours = logger.getName().startsWith("pk.rahnuma");
        return !ours && FaultLog.isOutage(thrown) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
