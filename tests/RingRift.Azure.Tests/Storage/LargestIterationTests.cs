using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure.Storage;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Events;
using RingRift.Eventing.Records;
using RingRift.Learning.Randomness;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;

namespace RingRift.Azure.Tests.Storage;

/// <summary>An iteration whose match went to the bound of the gate fits a row; games of three, whose scores have the most digits.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class LargestIterationTests(AzuriteFixture azurite)
{
    private const int ColumnBytes = 64 * 1024;

    /// <summary>The default settings, and 90 chunks against each of three opponents with as many pairs as settings allow.</summary>
    [Theory]
    [InlineData(1, 80, 5, 1)]
    [InlineData(3, 90, 111, 4)]
    public async Task Should_fit_a_row_and_come_back(int opponents, int chunks, int pairs, int mostColumns)
    {
        var state = Evaluated(opponents, chunks, pairs);
        var entity = new TableEntity();
        TextColumns.Write(entity, "State", StoredJson.Write(state));
        Assert.InRange(entity.Keys.Select(name => entity[name]).OfType<byte[]>().Sum(column => column.Length), 1, mostColumns * ColumnBytes);

        var (store, key) = (azurite.Services.GetRequiredService<IAggregateStore>(), Sample.Key());
        var commit = new Commit<IterationState> { Key = key, State = state, Token = null, Version = 1, InboxId = "last", Outbox = [] };
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(commit, CancellationToken.None));
        var loaded = (await store.LoadAsync<IterationState>(key, CancellationToken.None))!.State;
        Assert.Equal(StoredJson.Write(state), StoredJson.Write(loaded));
    }

    private static IterationState Evaluated(int opponents, int chunks, int pairs)
    {
        var random = new SeededRandom(1);
        MatchState[] matches = [.. Enumerable.Range(0, opponents * chunks).Select(at => Chunk(at / chunks, at % chunks, pairs, random))];
        return new IterationState
        {
            Config = "hexagonal_3p",
            Iteration = 123_456,
            Stage = IterationStage.Promotion,
            StartedAt = Sample.Noon,
            Plan = new IterationPlan { Shards = 1, GamesPerShard = 40, Seed = long.MaxValue },
            Evaluation = new EvaluationState { Candidate = Sample.Artifact(), Champion = Sample.Artifact('b'), MostPairs = chunks * pairs, Matches = matches },
            Timeline = [.. matches.Select((match, at) => new TimelineEntry(
                Sample.Noon.AddMilliseconds(at * 7919), DataEventType.MatchCompleted, $"{match.JobId}: {match.Wins} of {match.Games} games won"))],
        };
    }

    private static MatchState Chunk(int opponent, int chunk, int pairs, SeededRandom random)
    {
        double[] scores = [.. Enumerable.Range(0, pairs).Select(_ => random.Next(10) / 9.0)];
        var name = $"past-{opponent:x12}";
        return new MatchState
        {
            JobId = JobIds.Match("hexagonal_3p", 123_456, name, chunk),
            Opponent = new Opponent(name, Sample.Artifact('c')),
            FirstPair = chunk * pairs,
            Pairs = pairs,
            PairScores = scores,
            Games = pairs * 3,
            Wins = (int)(scores.Sum() * 3),
        };
    }
}
