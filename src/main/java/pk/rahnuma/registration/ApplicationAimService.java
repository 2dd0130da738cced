package pk.rahnuma.registration;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import pk.rahnuma.shared.SandboxConfiguration;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.account.StaffAvailabilityService;

/// Decides what an applicant reads about who acts next on an application, and about the time for which the desk aims.
@Singleton
public class ApplicationAimService {

    /// Word for [Application#nextActor(Instant)] `desk` while no member of staff can act.
    private static final String UNSTAFFED = "unstaffed";

    private static final String DESK = "desk";
    private static final String PROVIDER = "provider";

    private final StaffAvailabilityService staff;
    private final SandboxConfiguration settings;

    public ApplicationAimService(StaffAvailabilityService staff, SandboxConfiguration settings) {
        this.staff = staff;
        this.settings = settings;
    }

    /// Next step of an application, as its applicant reads it.
    ///
    /// @param next as [Application#nextActor(Instant)], or `unstaffed` where the desk must act and no member of staff
    ///     can
    /// @param due future time by which the desk or the provider aims to have acted, or the applicant must have; null
    ///     when there is none, and for desk and provider while no member of staff can act
    /// @param wasDue time for which the desk or the provider aimed and which has passed; null as `due`
    public record ApplicationAim(
            String next, @Nullable Instant due, @Nullable Instant wasDue) {}

    /// Aims at a time, for any number of applications.
    public static final class Aims {
        private final Instant now;
        private final boolean staffed;

        private Aims(Instant now, boolean staffed) {
            this.now = now;
            this.staffed = staffed;
        }

        public Instant now() {
            return now;
        }

        public ApplicationAim aimOf(Application application) {
            String next = application.nextActor(now);
            boolean ofDesk = next.equals(DESK) || next.equals(PROVIDER);
            if (ofDesk && !staffed) {
                return new ApplicationAim(next.equals(DESK) ? UNSTAFFED : next, null, null);
            }
            return new ApplicationAim(next, application.dueAfter(now), application.missedDue(now));
        }
    }

    /// Reads whether a member of staff can decide, which a sandbox does automatically; one query.
    public Aims readAims(Instant now) {
        return new Aims(now, settings.sandbox() || staff.canAnyoneAct(StaffPermission.DECIDE));
    }
}
