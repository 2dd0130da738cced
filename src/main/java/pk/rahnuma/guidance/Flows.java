package pk.rahnuma.guidance;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import pk.rahnuma.dialog.script.Script;

/// Every definition that a session or an application was made with.
@Singleton
class Flows {

    /// More versions than an operator makes in years; beyond that the oldest are not loaded.
    private static final int MOST = 500;

    private final Jdbi jdbi;

    Flows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// By their hash.
    Map<String, String> sources() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select flow, source from script_flow order by loaded_at desc")
                        .setMaxRows(MOST)
                        .setMapKeyColumn("flow")
                        .setMapValueColumn("source")
                        .collectInto(new GenericType<Map<String, String>>() {}));
    }

    void keep(Iterable<Script> scripts, Instant now) {
        jdbi.useTransaction(handle -> {
            try (var batch = handle.prepareBatch("""
                    insert ignore into script_flow (flow, script, source, loaded_at)
                    values (:flow, :script, :source, :now)
                    """)) {
                for (Script script : scripts) {
                    batch.bind("flow", script.flow())
                            .bind("script", script.name())
                            .bind("source", script.source())
                            .bind("now", now)
                            .add();
                }
                batch.execute();
            }
        });
    }
}
