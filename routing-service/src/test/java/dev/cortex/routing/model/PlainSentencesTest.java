package dev.cortex.routing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sentences as people write them go where a person would send them, before the router has learned anything. */
class PlainSentencesTest {
    private static final String SENTENCES = """
            security | scan the dependencies for known vulnerabilities
            security | rotate the leaked AWS credentials right away
            security | check whether our login form is open to SQL injection
            security | someone committed an API key, revoke it and clean the history
            security | audit who has admin access to the production account
            security | is CVE-2024-3094 a problem for us?
            security | fix the XSS hole in the comment box
            security | encrypt the backups at rest
            security | review the permissions of the deploy token
            security | look for secrets in the repository history
            security | is there any malicious package among our npm dependencies
            development | implement pagination for the list endpoint
            development | fix the bug where the cart total is wrong after a refund
            development | refactor the payment module so that it can be tested
            development | add dark mode to the settings page
            development | the parser throws a null pointer exception on empty input
            development | write a function that merges two sorted lists
            development | make the search query faster, it takes four seconds
            development | rename the User class to Account everywhere
            development | support CSV export in the report screen
            development | add unit tests for the invoice calculator
            development | there is a memory leak in the image resizer
            development | migrate the client from callbacks to async code
            inventory | list every repository we own and who maintains it
            inventory | which repositories have no README
            inventory | how many services are written in Go?
            inventory | find repos that nobody has touched for a year and mark them stale
            inventory | update the documentation catalogue with the new services
            inventory | who owns the billing repository
            inventory | collect the licences of all our projects
            inventory | make an overview of all archived repositories
            inventory | discover which services are missing from the catalog
            inventory | write the docs for the onboarding guide
            cicd | deploy the release to staging and run the smoke tests
            cicd | the build on the main branch is red, rerun it
            cicd | roll back production to the previous version
            cicd | publish version 2.4.0 to the package registry
            cicd | set up a nightly build for the android app
            cicd | why is the pipeline so slow today
            cicd | build a docker image and push it to the registry
            cicd | the GitHub Actions workflow fails on windows runners
            cicd | ship the hotfix to production
            cicd | cut a release candidate from the main branch
            cicd | run the integration tests against the new cluster
            achievement | what achievement can octocat unlock next
            achievement | refresh octocat
            achievement | how far is torvalds from the gold tier of Pull Shark
            achievement | show my badge progress on GitHub
            achievement | which badges has defunkt earned so far
            achievement | how many more merged pull requests until the next Pull Shark tier
            achievement | plan the steps to the Galaxy Brain achievement for mojombo
            achievement | am I close to Starstruck
            achievement | is there an honest way for me to get Pair Extraordinaire
            achievement | refresh the achievement progress of hubot
            coordinator | split this project into steps and assign the teams
            coordinator | plan the next sprint and hand out the work
            coordinator | who should take over the tasks of a sick colleague
            coordinator | break the migration down into milestones
            coordinator | coordinate the launch between marketing, design and engineering
            coordinator | put the open work in order of priority
            coordinator | organise a kickoff meeting with all stakeholders
            coordinator | draw up a roadmap for the second quarter
            coordinator | delegate the remaining subtasks to people with free time
            coordinator | align the three teams on one timeline
            security | find out if any of our packages has a published advisory
            security | our password reset can be brute forced, close that
            security | run a penetration test against the checkout
            security | renew the TLS certificate before it expires
            security | investigate the suspicious logins from last night
            security | patch log4j everywhere
            security | enable two-factor authentication for all members
            security | make sure no customer data is exposed by the public bucket
            development | the date picker shows the wrong month
            development | create a REST endpoint that returns the user's orders
            development | clean up duplicated code in the billing package
            development | users can not upload files larger than 10 MB, please fix
            development | write a script that converts XML into JSON
            development | cache the results of the expensive calculation
            development | let users sort the table by column
            development | replace the deprecated date library
            inventory | what do we have running and who is responsible for it
            inventory | tag all repositories with their team
            inventory | generate a list of services and their languages
            inventory | document the architecture of the order service
            inventory | are there any abandoned projects in our organisation
            inventory | which programming languages do we use most
            inventory | catalog all microservices
            cicd | promote the staging build to production
            cicd | add caching to the CI pipeline
            cicd | the tests are flaky on the runner, retry them
            cicd | create a workflow that runs on every pull request
            cicd | bump the version and tag the commit
            cicd | deploy the new api gateway to kubernetes
            cicd | trigger the release pipeline for v3
            cicd | restore the last good deployment
            achievement | how many stars does my best repo need for the next level
            achievement | show which trophies I can still earn on GitHub
            achievement | what is my GitHub progress
            achievement | get me closer to YOLO without cheating
            achievement | list the achievements of gaearon
            achievement | update the stats of user mona
            achievement | what should octocat do next to reach silver
            coordinator | decide who does what for the launch
            coordinator | make a plan for moving to the new office
            coordinator | several experts must work on this together, divide it up
            coordinator | prioritise the backlog
            coordinator | track the progress of all open tasks across teams
            coordinator | schedule the work for the coming weeks
            coordinator | figure out the order in which these tasks should be done
            development | Optimize the slow functions and refactor the code behind them
            inventory | List every definition in the catalog and who maintains it
            achievement | Refresh which achievements torvalds has unlocked
            """;

    private record Sentence(String expert, String text) {
        static Sentence of(String line) {
            String[] parts = line.split("\\|");
            return new Sentence(parts[0].strip(), parts[1].strip());
        }
    }

    @Test
    void goWhereAPersonWouldSendThem() {
        Router router = Routers.builtIn();
        List<String> wrong = new ArrayList<>();
        List<Sentence> sentences = SENTENCES.lines().map(Sentence::of).toList();
        for (Sentence sentence : sentences) {
            Decision decision = Routers.decide(router, sentence.text());
            if (!decision.expert().equals(sentence.expert())) {
                wrong.add(sentence.expert() + " not " + decision.scores() + ": " + sentence.text() + " ("
                        + decision.explanation() + ")");
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(sentences.size() >= 100);
    }

    /** What a few tasks of a kind have taught does not spill over to those that only look a little like them. */
    @Test
    void stillDoAfterAFewOutcomes() {
        Router router = Routers.builtIn();
        for (int round = 0; round < 3; round++) {
            for (int at = 0; at < SENTENCES.lines().count(); at += 17) {
                Sentence sentence =
                        Sentence.of(SENTENCES.lines().skip(at).findFirst().orElseThrow());
                router.learn(new Judgement(Routers.task("noop", sentence.text()), sentence.expert(), true, 1));
            }
        }
        long right = SENTENCES
                .lines()
                .map(Sentence::of)
                .filter(sentence ->
                        Routers.decide(router, "noop", sentence.text()).expert().equals(sentence.expert()))
                .count();
        assertTrue(right >= 0.95 * SENTENCES.lines().count(), "right: " + right);
    }

    @Test
    void aNeutralTypeDoesNotChangeWhoDoesIt() {
        Router router = Routers.builtIn();
        for (String type : List.of("http.request", "noop", "report.performance")) {
            for (Sentence sentence : SENTENCES.lines().map(Sentence::of).toList()) {
                assertEquals(
                        sentence.expert(),
                        Routers.decide(router, type, sentence.text()).expert(),
                        type + ": " + sentence.text());
            }
        }
    }
}
