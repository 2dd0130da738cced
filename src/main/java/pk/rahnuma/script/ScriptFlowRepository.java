package pk.rahnuma.script;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.VersionsInUseProvider;

/// Repository of definitions of all script versions that a session or an application has used.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface ScriptFlowRepository
        extends GenericRepository<ScriptFlowRepository.ScriptRow, String>, VersionsInUseProvider {

    /// Maximum versions of scripts that are listed.
    int MAX_LISTED_FLOWS = 1_000;

    /// A row of the table `script_flow`.
    @MappedEntity(value = "script_flow", alias = "f")
    record ScriptRow(
            @Id String flow,
            String script,
            String source,
            Instant loadedAt,
            @Nullable Instant retiredAt,
            @Nullable String retiredBy) {}

    /// A definition without its source.
    ///
    /// @param retiredAt time of its retirement, or null
    /// @param retiredBy name of the person who retired it, or null
    @Introspected
    record FlowRow(
            String flow,
            String script,
            Instant loadedAt,
            @Nullable Instant retiredAt,
            @Nullable String retiredBy) {}

    List<ScriptRow> findByRetiredAtIsNull();

    @Override
    @Query("select count(*) > 0 from script_flow where flow = :flow and retired_at is null")
    boolean isInUse(String flow);

    /// Versions by script, the newest first.
    @Query("""
            select flow, script, loaded_at, retired_at, retired_by from script_flow
            order by script, loaded_at desc, flow limit\s""" + MAX_LISTED_FLOWS)
    List<FlowRow> findAll();

    @Transactional
    @Query("""
            insert ignore into script_flow (flow, script, source, loaded_at)
            values (:flow, :script, :source, :loadedAt)
            """)
    void insertMissing(List<ScriptRow> versions);

    /// Retires a version, unless it was retired before.
    @Query("""
            update script_flow set retired_at = :now, retired_by = :staffName
            where flow = :flow and retired_at is null
            """)
    void retireFlow(String flow, String staffName, Instant now);

    /// Puts versions in use again.
    ///
    /// @param flows at least one
    @Query("""
            update script_flow set retired_at = null, retired_by = null
            where flow in (:flows) and retired_at is not null
            """)
    void reinstateFlows(List<String> flows);

    /// Sources of the versions in use, by their hash. The list is complete: sessions of a missing version would
    /// continue with another.
    default Map<String, String> findSources() {
        return findByRetiredAtIsNull().stream().collect(Collectors.toMap(ScriptRow::flow, ScriptRow::source));
    }

    default void saveScripts(Collection<Script> scripts, Instant now) {
        if (!scripts.isEmpty()) {
            insertMissing(scripts.stream()
                    .map(script -> new ScriptRow(script.flow(), script.name(), script.source(), now, null, null))
                    .toList());
        }
    }
}
