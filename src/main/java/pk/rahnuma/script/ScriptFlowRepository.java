package pk.rahnuma.script;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.VersionsInUseProvider;
import pk.rahnuma.persistence.UtcTimestamps;

/// Definitions of all script versions that a session or an application has used.
@Singleton
public class ScriptFlowRepository implements VersionsInUseProvider {

    /// Maximum versions of scripts that are listed.
    static final int MAX_LISTED_FLOWS = 1_000;

    private final Jdbi jdbi;

    ScriptFlowRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// A definition without its source.
    ///
    /// @param retired time of its retirement, or null
    /// @param by name of the person who retired it, or null
    record FlowRow(String flow, String script, Instant loaded, Instant retired, String by) {}

    /// Sources of the versions in use, by their hash. The list is complete: sessions of a missing version would
    /// continue with another.
    public Map<String, String> findSources() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select flow, source from script_flow where retired_at is null")
                        .setMapKeyColumn("flow")
                        .setMapValueColumn("source")
                        .collectInto(new GenericType<Map<String, String>>() {}));
    }

    @Override
    public boolean isInUse(String flow) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select count(*) from script_flow where flow = :flow and retired_at is null")
                        .bind("flow", flow)
                        .mapTo(Long.class)
                        .one())
                > 0;
    }

    /// Versions by script, the newest first.
    List<FlowRow> findAll() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select flow, script, loaded_at, retired_at, retired_by from script_flow
                        order by script, loaded_at desc, flow
                        """)
                .setMaxRows(MAX_LISTED_FLOWS)
                .map((row, context) -> new FlowRow(
                        row.getString(1),
                        row.getString(2),
                        UtcTimestamps.readInstant(row, 3),
                        UtcTimestamps.readInstant(row, 4),
                        row.getString(5)))
                .list());
    }

    public void saveScripts(Iterable<Script> scripts, Instant now) {
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

    /// Retires a version.
    ///
    /// @return false when there is no such version, or it was retired before
    boolean retireFlow(String flow, String staffName, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update script_flow set retired_at = :now, retired_by = :who
                        where flow = :flow and retired_at is null
                        """)
                        .bind("flow", flow)
                        .bind("who", staffName)
                        .bind("now", now)
                        .execute())
                == 1;
    }

    void reinstateFlows(Collection<Script> scripts) {
        jdbi.useTransaction(handle -> {
            for (Script script : scripts) {
                handle.execute(
                        "update script_flow set retired_at = null, retired_by = null where flow = ? and retired_at is not null",
                        script.flow());
            }
        });
    }
}
