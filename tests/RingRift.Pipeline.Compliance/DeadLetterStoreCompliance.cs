using RingRift.Eventing.DeadLetters;

namespace RingRift.Pipeline.Compliance;

/// <summary>What every <see cref="IDeadLetterStore"/> has to do.</summary>
public abstract class DeadLetterStoreCompliance
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _consumer = Sample.Unique("handler");

    protected abstract IDeadLetterStore Store { get; }

    private DeadLetterQuery Mine => new() { Consumer = _consumer };

    [Fact]
    public async Task When_added_should_be_found_by_id_and_listed_newest_first()
    {
        DeadLetter[] letters = [Letter("a", 0), Letter("c", 2), Letter("b", 1)];
        await AddAsync(letters);
        Assert.Equal([letters[1], letters[2], letters[0]], await ListAsync(Mine));
        Assert.Equal(letters[2], (await Store.GetAsync(letters[2].Id, None))!.Letter);
    }

    [Theory]
    [InlineData("nobody.00000000000000000000000000000000")]
    [InlineData("no id")]
    [InlineData("")]
    public async Task When_there_is_no_such_letter_should_find_none(string id) => Assert.Null(await Store.GetAsync(id, None));

    [Fact]
    public async Task When_the_same_failure_is_added_again_should_change_nothing()
    {
        await AddAsync(Letter("a", 0));
        await ChangeAsync("a", DeadLetterStatus.Redriven);
        await AddAsync(Letter("a", 0));
        var letter = Assert.Single(await ListAsync(Mine));
        Assert.Equal((DeadLetterStatus.Redriven, 1), (letter.Status, letter.Attempts));
    }

    [Fact]
    public async Task When_the_event_fails_again_should_keep_one_letter_opened_again_with_one_attempt_more()
    {
        await AddAsync(Letter("a", 0) with { Attempts = 30 }, Letter("b", 3));
        await ChangeAsync("a", DeadLetterStatus.Redriven);
        await AddAsync(Letter("a", 5) with { Reason = "another reason" });
        var letters = await ListAsync(Mine);
        Assert.Equal(["a", "b"], letters.Select(letter => letter.EventId!));
        Assert.Equal((DeadLetterStatus.Open, 31, "another reason"), (letters[0].Status, letters[0].Attempts, letters[0].Reason));
        Assert.Equal((Sample.Noon, Sample.Noon.AddMinutes(5)), (letters[0].FirstTime, letters[0].LastTime));
        Assert.Equal(letters[0], (await Store.GetAsync(letters[0].Id, None))!.Letter);
        Assert.Equal([(DeadLetterStatus.Open, 2)], await CountsAsync());
    }

    [Fact]
    public async Task When_the_failure_is_noticed_late_should_stay_at_the_newest_one()
    {
        await AddAsync(Letter("a", 5), Letter("a", 0));
        var letter = Assert.Single(await ListAsync(Mine));
        Assert.Equal((Sample.Noon, Sample.Noon.AddMinutes(5), 2), (letter.FirstTime, letter.LastTime, letter.Attempts));
    }

    [Theory]
    [InlineData(null, DeadLetterStatus.Discarded)]
    [InlineData("replay-1", DeadLetterStatus.Open)]
    public async Task When_a_discarded_letter_fails_again_only_a_replay_should_open_it(string? replay, DeadLetterStatus expected)
    {
        await AddAsync(Letter("a", 0));
        await ChangeAsync("a", DeadLetterStatus.Discarded);
        await AddAsync(Letter("a", 1) with { ReplayId = replay });
        Assert.Equal((expected, 2), (Assert.Single(await ListAsync(Mine)).Status, (await ListAsync(Mine))[0].Attempts));
    }

    [Fact]
    public async Task When_the_status_is_changed_should_keep_who_said_what_and_count_anew()
    {
        await AddAsync(Letter("a", 0), Letter("b", 1), Letter("c", 2));
        await ChangeAsync("b", DeadLetterStatus.Redriven);
        await ChangeAsync("c", DeadLetterStatus.Discarded);
        var letter = Assert.Single(await ListAsync(Mine with { Status = DeadLetterStatus.Redriven }));
        Assert.Equal(("b", "because", Sample.Noon.AddHours(1)), (letter.EventId, letter.StatusNote, letter.StatusTime));
        Assert.Equal([(DeadLetterStatus.Open, 1), (DeadLetterStatus.Redriven, 1), (DeadLetterStatus.Discarded, 1)], await CountsAsync());
    }

    [Fact]
    public async Task When_somebody_else_changed_the_letter_should_refuse_the_change()
    {
        await AddAsync(Letter("a", 0), Letter("b", 0));
        var loaded = (await Store.GetAsync(Letter("a", 0).Id, None))!;
        await ChangeAsync("b", DeadLetterStatus.Discarded);
        await ChangeAsync("a", DeadLetterStatus.Redriven);
        Assert.False(await Store.TryChangeStatusAsync(loaded, DeadLetterStatus.Discarded, "late", Sample.Noon, None));
        Assert.Equal(DeadLetterStatus.Redriven, (await Store.GetAsync(loaded.Letter.Id, None))!.Letter.Status);
    }

    [Fact]
    public async Task When_many_are_added_at_once_should_lose_none_and_count_all()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Store.AddAsync(Letter($"event-{i}", i % 3), None)));
        Assert.Equal(12, (await ListAsync(Mine)).DistinctBy(letter => letter.Id).Count());
        Assert.Equal([(DeadLetterStatus.Open, 12)], await CountsAsync());
    }

    [Fact]
    public async Task When_paged_should_give_every_letter_once_in_order_over_all_consumers()
    {
        var correlation = Sample.Unique("chain");
        var letters = Enumerable.Range(0, 11)
            .Select(i => Letter($"event-{i}", i / 2) with { Consumer = $"{_consumer}-{i % 3}", CorrelationId = correlation }).ToArray();
        await AddAsync(letters);
        var paged = new List<DeadLetter>();
        string? next = null;
        do
        {
            var page = await Store.ListAsync(new DeadLetterQuery { CorrelationId = correlation }, 3, next, None);
            Assert.InRange(page.Letters.Count, 1, 3);
            paged.AddRange(page.Letters.Select(stored => stored.Letter));
            next = page.Continuation;
        }
        while (next is not null);

        Assert.Equal(letters.OrderBy(DeadLetterOrder.KeyOf, StringComparer.Ordinal), paged);
    }

    [Fact]
    public async Task When_filtered_should_give_what_meets_all_conditions()
    {
        var wanted = Letter("a", 1) with { EventType = "MATCH_COMPLETED", Config = "hex8_2p", Reason = "It's broken: no weights" };
        await AddAsync(wanted, Letter("b", 2), Letter("c", 0) with { EventType = "MATCH_COMPLETED" });
        DeadLetterQuery[] queries =
        [
            Mine with { EventType = "ringrift.match_completed", Config = "hex8_2p" },
            Mine with { EventType = "match_completed", Text = "NO WEIGHTS" },
            Mine with { Text = "it's" },
            Mine with { From = Sample.Noon.AddMinutes(1), To = Sample.Noon.AddMinutes(2) },
        ];
        foreach (var query in queries)
        {
            Assert.Equal([wanted], await ListAsync(query));
        }

        Assert.Empty(await ListAsync(Mine with { Config = "hex8_4p" }));
    }

    [Fact]
    public async Task When_texts_are_long_should_cut_the_reason_with_a_note_and_keep_the_body_whole()
    {
        var letter = Letter("large", 0) with
        {
            Body = new string('ü', 48 * 1024),
            Reason = new string('r', 100_000),
            Error = new string('e', 100_000),
        };
        await AddAsync(letter);
        var kept = Assert.Single(await ListAsync(Mine));
        Assert.Equal(letter, kept);
        Assert.Equal(DeadLetter.MostTextCharacters, kept.Reason.Length);
        Assert.EndsWith("... [cut, 100000 characters]", kept.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_consumers_name_holds_what_keys_may_not_should_keep_it()
    {
        var letter = Letter("a", 0) with { Consumer = _consumer + "/Monday #1?" };
        await AddAsync(letter);
        Assert.Equal([letter], await ListAsync(new DeadLetterQuery { Consumer = letter.Consumer }));
        Assert.Equal(letter, (await Store.GetAsync(letter.Id, None))!.Letter);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1001, null)]
    [InlineData(10, "next page please")]
    public async Task When_size_or_continuation_break_their_rule_should_refuse(int size, string? continuation) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.ListAsync(Mine, size, continuation, None));

    private DeadLetter Letter(string id, int minute) => new()
    {
        Origin = DeadLetterOrigin.Handler,
        Consumer = _consumer,
        Reason = "a reason",
        EventId = id,
        FirstTime = Sample.Noon.AddMinutes(minute),
        LastTime = Sample.Noon.AddMinutes(minute),
        Occurrence = $"minute {minute}",
        Body = "{\"broken\":",
    };

    private async Task AddAsync(params DeadLetter[] letters)
    {
        foreach (var letter in letters)
        {
            await Store.AddAsync(letter, None);
        }
    }

    private async Task ChangeAsync(string eventId, DeadLetterStatus status)
    {
        var stored = await Store.GetAsync(Letter(eventId, 0).Id, None);
        Assert.True(await Store.TryChangeStatusAsync(stored!, status, "because", Sample.Noon.AddHours(1), None));
    }

    private async Task<List<DeadLetter>> ListAsync(DeadLetterQuery query) =>
        [.. (await Store.ListAsync(query, 100, null, None)).Letters.Select(stored => stored.Letter)];

    private async Task<List<(DeadLetterStatus Status, int Letters)>> CountsAsync() =>
        [.. (await Store.CountAsync(None)).Where(count => count.Consumer == _consumer).Select(count => (count.Status, (int)count.Letters))];
}
