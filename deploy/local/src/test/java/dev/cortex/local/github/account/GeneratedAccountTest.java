package dev.cortex.local.github.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneratedAccountTest {
    private static final int PEOPLE = 2_000;

    private final Accounts accounts = new Accounts();

    private Account user(String login) {
        return accounts.user(login).orElseThrow();
    }

    @Test
    void theSameLoginIsTheSameAccount() {
        for (int i = 0; i < PEOPLE; i++) {
            assertEquals(user("person-" + i), new Accounts().user("PERSON-" + i).orElseThrow());
        }
    }

    @Test
    void everyAchievementIsUnlockedByManyAndNotByMost() {
        Map<String, Predicate<Counts>> achievements = new HashMap<>();
        achievements.put("pull shark", counts -> counts.pulls().merged() >= 2);
        achievements.put("pull shark x3", counts -> counts.pulls().merged() >= 128);
        achievements.put("pair extraordinaire", counts -> counts.pulls().coauthored() >= 1);
        achievements.put("galaxy brain", counts -> counts.answers().accepted() >= 2);
        achievements.put("starstruck", counts -> counts.repositories().topStars() >= 16);
        achievements.put("quickdraw", counts -> counts.issues().quickdraw() >= 0);
        achievements.put("yolo", counts -> counts.pulls().yolo() >= 1);
        achievements.put("public sponsor", counts -> counts.sponsorships() >= 1);
        achievements.forEach((name, unlocked) -> {
            long holders = IntStream.range(0, PEOPLE)
                    .filter(i -> unlocked.test(user("person-" + i).counts()))
                    .count();
            assertTrue(holders > PEOPLE / 20 && holders < PEOPLE * 19 / 20, name + ": " + holders + " of " + PEOPLE);
        });
    }

    @Test
    void idsAreTheirOwn() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < PEOPLE; i++) {
            Account account = user("person-" + i);
            assertTrue(ids.add(account.id()));
            assertEquals(
                    account.birthLogin(),
                    NodeId.parse(account.id()).orElseThrow().key());
            assertTrue(account.databaseId() > 0);
        }
    }

    @Test
    void prefixesChooseTheSize() {
        assertTrue(user("huge-mona").counts().pulls().merged() >= 20_000);
        assertEquals(0, user("new-mona").counts().pulls().merged());
        assertNotEquals(user("mona").counts(), user("lisa").counts());
    }

    @Test
    void onlyPeopleAreUsers() {
        for (String nobody : new String[] {
            "ghost-1",
            "missing-2",
            "org-cedar",
            "github",
            "dependabot[bot]",
            "-a",
            "a-",
            "a--b",
            "a_b",
            "",
            "a".repeat(40)
        }) {
            assertTrue(accounts.user(nobody).isEmpty(), nobody);
        }
        assertTrue(accounts.organization("org-cedar").isPresent());
        assertEquals(
                Account.Kind.BOT,
                accounts.byLogin("dependabot[bot]").orElseThrow().kind());
    }
}
