package pk.rahnuma.register.certificate;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;

/// A row of the table `certificate`.
///
/// @param number its symbols
/// @param subjectId holder; 0 once they are erased
/// @param statement salt and hash, sealed; empty once the holder is erased
/// @param validUntil last day that is printed; null when there is none
/// @param endedAt time at which another one replaced it, or its holder was erased; null until then
@MappedEntity(value = "certificate", alias = "c")
record CertificateRow(
        @Id long id,
        String number,
        long subjectId,
        long applicationId,
        CertificateKind kind,
        byte[] statement,
        @Nullable LocalDate validUntil,
        Instant issuedAt,
        @Nullable Instant endedAt) {}
