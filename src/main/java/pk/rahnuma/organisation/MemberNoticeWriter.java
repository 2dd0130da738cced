package pk.rahnuma.organisation;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.dialog.model.Reply;

/// Writes notices to members, with what is known of their organisation now.
@Singleton
public final class MemberNoticeWriter {

    private final OrganisationRepository organisations;
    private final MembershipRepository memberships;
    private final MemberCodes memberCodes;
    private final MemberNoticeTexts noticeTexts;

    public MemberNoticeWriter(
            OrganisationRepository organisations,
            MembershipRepository memberships,
            MemberCodes memberCodes,
            MemberNoticeTexts noticeTexts) {
        this.organisations = organisations;
        this.memberships = memberships;
        this.memberCodes = memberCodes;
        this.noticeTexts = noticeTexts;
    }

    /// Writes a notice.
    ///
    /// @return empty when the organisation, or the request that the notice is about, is gone
    Optional<Reply> writeNotice(MemberNoticeRepository.Notice notice, String language) {
        String name = organisations.findNames(List.of(notice.organisation())).get(notice.organisation());
        Optional<MemberNoticeTexts.AdmissionRequest> request = findRequest(notice);
        if (name == null || notice.asker() != null && request.isEmpty()) {
            return Optional.empty();
        }
        String role = memberships.findByPersons(List.of(notice.person())).stream()
                .filter(membership -> membership.organisation() == notice.organisation())
                .map(membership -> membership.role().toWord())
                .findFirst()
                .orElse("");
        return Optional.of(noticeTexts.formatNotice(language, notice.key(), name, role, request.orElse(null)));
    }

    /// The request that the notice is about, if the person still waits.
    private Optional<MemberNoticeTexts.AdmissionRequest> findRequest(MemberNoticeRepository.Notice notice) {
        return notice.asker() == null
                ? Optional.empty()
                : memberships.findNames(List.of(notice.organisation())).entrySet().stream()
                        .filter(named -> named.getKey().person() == notice.asker()
                                && !named.getKey().isActive())
                        .findFirst()
                        .map(named -> new MemberNoticeTexts.AdmissionRequest(
                                memberCodes.codeOf(named.getKey()),
                                named.getValue(),
                                named.getKey().role().toWord()));
    }
}
