using RingRift.Pipeline.DeadLetters;

namespace RingRift.Pipeline.Compliance;

/// <summary>What every <see cref="IDeadLetterStore"/> has to do.</summary>
public abstract class DeadLetterStoreCompliance
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _source = Sample.Unique("handler");

    protected abstract IDeadLetterStore Store { get; }

    [Fact]
    public async Task When_added_should_list_newest_first()
    {
        DeadLetter[] letters = [Letter("a", 0), Letter("c", 2), Letter("b", 1)];
        foreach (var letter in letters)
        {
            await Store.AddAsync(letter, None);
        }

        Assert.Equal([letters[1], letters[2], letters[0]], await ListAsync());
    }

    [Fact]
    public async Task When_the_same_event_is_given_up_again_should_keep_one()
    {
        await Store.AddAsync(Letter("a", 0), None);
        await Store.AddAsync(Letter("a", 5), None);
        Assert.Equal(Letter("a", 5), Assert.Single(await ListAsync()));
    }

    [Fact]
    public async Task When_the_body_is_large_should_keep_it_whole()
    {
        var letter = Letter("large", 0) with { Body = new string('ü', 48 * 1024) };
        await Store.AddAsync(letter, None);
        Assert.Equal(letter, Assert.Single(await ListAsync()));
    }

    private DeadLetter Letter(string id, int minute) => new(id, _source, "a reason", "{\"broken\":", Sample.Noon.AddMinutes(minute));

    private async Task<List<DeadLetter>> ListAsync()
    {
        var list = new List<DeadLetter>();
        await foreach (var letter in Store.ListAsync(None))
        {
            if (letter.Source == _source)
            {
                list.Add(letter);
            }
        }

        return list;
    }
}
