using RingRift.Eventing.Artifacts;
using RingRift.Game;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Stages.Succession;
using RingRift.Pipeline.Tests.Iterations;

namespace RingRift.Pipeline.Tests.Learner;

public sealed class RunScheduleTests
{
    private const long Seed = 7;
    private static readonly GameConfig Config = GameConfig.Parse(States.Config);
    private static readonly NextIterationPolicy Next =
        new(new PipelineOptions { Seed = Seed }, new LearnerPolicy(new PipelineOptions(), new LearnerOptions()));

    [Fact]
    public void Should_name_networks_by_the_numbers_of_their_trainings()
    {
        var schedule = RunSchedule.Of(Config, Seed, [Trained(2, 1, startFrom: 0, 1, 2), Games(1), Games(3, playedBy: 1), Trained(4, 2, startFrom: 1, 2, 4), Games(5)]);
        Assert.Equal([0, 0, 1, 0], schedule.Iterations.Select(one => one.PlayedBy));
        Assert.Equal([(1, 0), (2, 1)], schedule.Iterations.Where(one => one.Training is not null).Select(one => (one.Training!.Number, one.Training.StartFrom)));
        Assert.Equal(Model(2).Sha256, schedule.Iterations[3].Training!.Model);
    }

    [Fact]
    public void When_written_and_read_should_be_the_same()
    {
        var path = Path.GetTempFileName();
        try
        {
            var schedule = RunSchedule.Of(Config, Seed, [Trained(1, 1, startFrom: 0, 1, 1)]);
            File.WriteAllBytes(path, schedule.ToBytes());
            Assert.Equal(schedule.ToBytes(), RunSchedule.Read(path).ToBytes());
            File.WriteAllText(path, "null");
            Assert.Contains("it says null", Assert.Throws<RunScheduleException>(() => RunSchedule.Read(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Contains("cannot be read", Assert.Throws<RunScheduleException>(() => RunSchedule.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_run_cannot_be_repeated_should_say_why()
    {
        Fails("no network was trained", Games(1));
        Fails("the iteration before 3 is no longer stored", Games(1), Trained(3, 1, startFrom: 0, 1, 3));
        Fails("iteration 1 was not made with the seed 7", Trained(1, 1, startFrom: 0, 1, 1) with { Plan = Games(1).Plan with { Seed = 1 } });
        Fails("nobody knows the network that played iteration 1", Games(1, playedBy: 9), Trained(2, 1, startFrom: 0, 1, 2));
        Fails("iteration 1 was played by a network that had read later games", Games(1, playedBy: 1), Trained(2, 1, startFrom: 0, 2, 2));
        Fails("nobody knows the weights that training 1 began with", Trained(1, 1, startFrom: 9, 1, 1));
        var old = Trained(1, 1, startFrom: 0, 1, 1);
        Fails("iteration 1 was trained by an earlier version", old with { Training = old.Training! with { Number = 0 } });
        Fails("training 1 did not keep how many rows it drew", old with { Training = old.Training! with { Samples = 0 } });
    }

    [Theory]
    [InlineData("false", "cannot be read")]
    [InlineData("true", "only one of Schedule and Lockstep can be set")]
    public void When_the_schedule_does_not_fit_the_settings_should_fail_at_the_start(string lockstep, string reason) => Assert.Contains(
        reason, Assert.Single(StartFaults.Of(("Schedule", "/nowhere/schedule.json"), ("Lockstep", lockstep))), StringComparison.Ordinal);

    private static void Fails(string reason, params IterationState[] states) =>
        Assert.Equal(reason, Assert.Throws<RunScheduleException>(() => RunSchedule.Of(Config, Seed, states)).Message[..reason.Length]);

    private static IterationState Games(int iteration, int playedBy = 0)
    {
        var state = States.SelfPlay();
        return state with
        {
            Iteration = iteration,
            Plan = state.Plan with { Seed = Next.Begin(Config.Name, iteration, null, null, Sample.Noon).Plan.Seed, Model = playedBy > 0 ? Model(playedBy) : null },
        };
    }

    private static IterationState Trained(int iteration, int number, int startFrom, int first, int last) => Games(iteration) with
    {
        Training = new TrainingState
        {
            JobId = "job",
            Rows = 10,
            Number = number,
            Samples = 80,
            StartFrom = startFrom > 0 ? Checkpoint(startFrom) : null,
            Window = [new IterationRange(first, last)],
            Model = Model(number),
            Checkpoint = Checkpoint(number),
        },
    };

    private static ArtifactRef Model(int number) => States.Artifact(ArtifactKind.Model, 0x100 + number);

    private static ArtifactRef Checkpoint(int number) => States.Artifact(ArtifactKind.Checkpoint, 0x200 + number);
}
