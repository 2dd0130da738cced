package pk.rahnuma.registration.record;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.search.SearchIndexRepository;
import pk.rahnuma.registration.search.SearchTerms;

/// Indexes applications that were submitted before there was a search, or by a node without one, a few at a time. Two
/// nodes may take the same ones: each locks its applications, and the second finds nothing left to do.
@Singleton
public final class SearchIndexBackfillJob {

    static final int BATCH_SIZE = 50;

    private final TransactionOperations<Connection> transactions;
    private final ApplicationRepository applications;
    private final SealedAnswers sealed;
    private final SearchIndexRepository index;

    SearchIndexBackfillJob(
            TransactionOperations<Connection> transactions,
            ApplicationRepository applications,
            SealedAnswers sealed,
            SearchIndexRepository index) {
        this.transactions = transactions;
        this.applications = applications;
        this.sealed = sealed;
        this.index = index;
    }

    /// Continues until all applications are indexed.
    ///
    /// @return number of applications indexed
    @Scheduled(initialDelay = "20s", fixedDelay = "10m")
    public int indexApplications() {
        int done = 0;
        for (List<Long> stale = index.findStale(BATCH_SIZE); !stale.isEmpty(); stale = index.findStale(BATCH_SIZE)) {
            List<Long> some = stale;
            transactions.executeWrite(status -> {
                index(some);
                return null;
            });
            done += some.size();
        }
        return done;
    }

    private void index(List<Long> ids) {
        Map<Long, Set<String>> terms = new HashMap<>();
        for (long id : ids.stream().sorted().toList()) {
            Application application = applications.lockById(id);
            terms.put(
                    id,
                    application.isErased()
                            ? Set.of()
                            : SearchTerms.termsOf(
                                    application, sealed.openAnswers(application, applications.findAnswers(id))));
        }
        index.saveTerms(terms, false);
    }

    /// Indexes an application again after its sender was erased, so that no term leads to them.
    public void reindexTransferred(long id) {
        index(List.of(id));
    }
}
