package pk.rahnuma.cli.boot;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import pk.rahnuma.store.Faults;

/// Lets the pool give up connections to an embedded database that has closed itself. After a write that failed,
/// because the disk is full for example, H2 closes its file, and every connection to it stays dead while it calls
/// itself valid. A fresh connection opens the file again.
final class ClosedDatabaseOverride implements SQLExceptionOverride {

    private static final int DATABASE_IS_CLOSED = 90098;

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return failure.getErrorCode() == DATABASE_IS_CLOSED || Faults.isFailedWrite(failure)
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
