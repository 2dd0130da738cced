package pk.rahnuma.document.upload;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// Repository of files that arrive in parts.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface FileUploadRepository extends GenericRepository<FileUploadRepository.UploadRow, Long>, SealedColumnProvider {

    SealedColumn NAME_COLUMN =
            new SealedColumn("file_upload", "name", 600, "file upload name", List.of("id"), "t.subject_id");
    SealedColumn BODY_COLUMN = new SealedColumn(
            "file_upload_part", "body", 50_000, "file upload part", List.of("upload_id", "seq"), "t.subject_id");

    /// A row of the table `file_upload`.
    ///
    /// @param name sealed
    @MappedEntity(value = "file_upload", alias = "u")
    record UploadRow(@Id long id, long subjectId, byte[] name, int size, int received, int parts, Instant createdAt) {}

    @Introspected
    record PartRow(byte[] body) {}

    @Override
    default List<SealedColumn> sealedColumns() {
        return List.of(NAME_COLUMN, BODY_COLUMN);
    }

    void insertRow(UploadRow row);

    @Query("insert into file_upload_part (upload_id, seq, subject_id, body) values (:upload, :seq, :subject, :body)")
    void insertPart(long upload, int seq, long subject, byte[] body);

    Optional<UploadRow> findByIdAndSubjectId(long id, long subjectId);

    @Query("select body from file_upload_part where upload_id = :upload and seq = :seq")
    Optional<PartRow> findPart(long upload, int seq);

    @Query("select id from file_upload where subject_id = :subject order by created_at desc, id limit :limit")
    List<Long> findNewest(long subject, int limit);

    @Query("select id from file_upload where created_at < :before order by created_at limit :limit")
    List<Long> findOlderThan(Instant before, int limit);

    /// Moves the end of an upload.
    ///
    /// @return 0 when another request was faster
    @Query("update file_upload set received = :next, parts = parts + 1 where id = :id and received = :received")
    int updateReceived(long id, int received, int next);

    void deleteByIdIn(Collection<Long> ids);

    @Query("delete from file_upload_part where upload_id in (:ids)")
    void deleteParts(Collection<Long> ids);

    void deleteBySubjectId(long subjectId);

    @Query("delete from file_upload_part where subject_id = :subject")
    void deletePartsOfSubject(long subject);
}
