// Two persons and a program work for a company.
import { ApplicationsApi, Configuration, FilesApi, MeApi, NewKeyRequest, OrganisationsApi, TicketsApi } from "./client";
import { check, clientOf, needed, newChat, requireRefused, signIn, uploadPhoto } from "./support";

async function registerCompany(owner: Configuration): Promise<string> {
    const answers: { [key: string]: any } = {
        consent: true,
        service: "vpn_registration",
        org_type: "private_ltd",
        ntn: "4174941-3",
        legal_name: "Alif Software",
        address: "12 Ferozepur Road",
        city: "lahore",
        company_proof_type: "incorporation",
        applicant_name: "Amna Tariq",
        applicant_cnic: "35202-1234567-8",
        applicant_mobile: "0300 1234567",
        applicant_email: "amna@alif.example",
        applicant_authority: "owner_director",
        vpn_software: "OpenVPN",
        purpose: "branch_network",
        connections: [
            { site: "Lahore, head office", isp: "nayatel", subscriber_id: "NT-1", addresses: ["39.71.2.2"] },
        ],
    };
    for (const question of ["id_front", "id_back", "company_proof"]) {
        answers[question] = await uploadPhoto(owner, question);
    }
    const applications = new ApplicationsApi(owner);
    const created = await applications.createDraft({ newDraftInput: { form: "register-company", answers } });
    const submissionInput = { declaration: true };
    const sent = await applications.submitDraft({ id: needed(created.draft).id, submissionInput });
    return needed(sent.application).reference;
}

async function admitMember(owner: OrganisationsApi, id: string): Promise<void> {
    const newInvitationRequest = { role: "viewer" as const };
    await owner.createInvitation({ id, newInvitationRequest });
    const open = (await owner.listInvitations({ id })).invitations[0];
    await owner.revokeInvitation({ id, invitation: open.id });
    const { code } = await owner.createInvitation({ id, newInvitationRequest });

    const guest = await newChat();
    const me = new MeApi(guest);
    const { version } = await me.showConsentText();
    await me.answerConsent({ consentRequest: { version, given: true } });
    const invited = new OrganisationsApi(guest);
    const held = await invited.lookUpInvitation({ invitationLookupRequest: { code } });
    check(held.organisation === "Alif Software", held.organisation);
    await invited.acceptInvitation({ invitationAcceptRequest: { code, name: "Bilal Aslam" } });
    const member = needed((await owner.listMembers({ id })).members.find((each) => each.waiting)).id;
    await owner.changeMember({ id, member, memberChangeRequest: { admitted: true } });
    check((await invited.showOrganisation({ id })).role === "viewer", "another role");
    await owner.removeMember({ id, member });
    await requireRefused(404, invited.showOrganisation({ id }));
}

async function useKey(owner: OrganisationsApi, id: string, reference: string): Promise<void> {
    const expires = new Date(Date.now() + 30 * 86_400_000);
    const newKeyRequest: NewKeyRequest = {
        name: "Accounting",
        scopes: ["applications:read", "applications:write"],
        expires,
    };
    const issued = await owner.createKey({ id, newKeyRequest });
    const key = issued.key.id;
    const program = clientOf(issued.secret);
    const applications = new ApplicationsApi(program);
    check((await applications.showApplication({ reference })).organisation === "Alif Software", "another organisation");
    const document = (await applications.listDocuments({ reference })).documents[0];
    const files = new FilesApi(program);
    check((await files.downloadFile({ id: document.href.replace(/.*\//, "") })).size > 0, "the file is empty");
    await uploadPhoto(program, "id_front");
    await requireRefused(403, new TicketsApi(program).listTickets());

    const { secret } = await owner.rotateKey({ id, key, keyRotationRequest: { overlap: 0 } });
    await requireRefused(401, applications.showApplication({ reference }));
    const renewed = new ApplicationsApi(clientOf(secret));
    check((await renewed.listApplications()).applications.length === 1, "there is not one application");
    check((await owner.listKeys({ id })).keys.length === 1, "there is not one key");
    await owner.removeKey({ id, key });
    await requireRefused(401, renewed.showApplication({ reference }));
}

export async function workForACompany(): Promise<void> {
    const owner = clientOf((await signIn(clientOf(), "0300 3000011")).access);
    const reference = await registerCompany(owner);
    const organisations = new OrganisationsApi(owner);
    const id: string = (await organisations.listOrganisations()).organisations[0].id;
    check((await organisations.showOrganisation({ id })).actions.includes("invite"), "the owner cannot invite");
    await admitMember(organisations, id);
    await useKey(organisations, id, reference);
}
