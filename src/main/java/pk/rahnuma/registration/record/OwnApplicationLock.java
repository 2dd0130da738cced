package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.util.Optional;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.registration.Application;
import pk.rahnuma.shared.Reference;

/// Locks an application for a person who may act on it: the person first, then the application. Takes part in the
/// transaction of the thread.
@Singleton
public final class OwnApplicationLock {

    private final PersonLock persons;
    private final ApplicationAccess access;
    private final ApplicationRepository applications;

    public OwnApplicationLock(PersonLock persons, ApplicationAccess access, ApplicationRepository applications) {
        this.persons = persons;
        this.access = access;
        this.applications = applications;
    }

    /// A locked application of the person.
    ///
    /// @param language of the person
    public record OwnApplication(Application application, String language) {}

    /// Locks an application.
    ///
    /// @param typed its reference as typed
    /// @return empty when the person has no such application
    public Optional<OwnApplication> lockApplication(long person, String typed) {
        String language = persons.lockPerson(person);
        ApplicationAccess.AccessRights rights = access.findRights(person);
        return Reference.parseText(typed)
                .flatMap(applications::findApplication)
                .filter(seen -> rights.canAct(person, seen.subject()))
                .map(seen -> new OwnApplication(applications.lockById(seen.id()), language));
    }
}
