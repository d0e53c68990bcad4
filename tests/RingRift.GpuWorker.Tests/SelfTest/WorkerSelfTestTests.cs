using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RingRift.GpuWorker.SelfTest;
using RingRift.GpuWorker.Tests.Jobs;
using RingRift.GpuWorker.Training;
using RingRift.Learning.Evaluation;

namespace RingRift.GpuWorker.Tests.SelfTest;

public sealed class WorkerSelfTestTests
{
    [Fact]
    public async Task When_all_is_well_should_find_nothing()
    {
        await using var services = new WorkerBench().Services();
        Assert.Empty(services.GetRequiredService<WorkerSelfTest>().Run(default));
        Assert.Equal(4, services.GetServices<ISelfTestCheck>().Count());
    }

    [Fact]
    public void Should_check_with_positions_and_answers_that_differ()
    {
        var network = new SelfTestNetwork(4);
        using var evaluator = new OnnxEvaluator(network.Model);
        var answers = network.Evaluate(evaluator, 4);
        Assert.True(answers.Policy.Chunk(network.Spec.Actions).Select(row => row.Max()).Distinct().Count() == 4, "all positions get the same answer");
        Assert.True(answers.Policy.Max() - answers.Policy.Min() > 0.1, "the logits are all alike");
    }

    [Fact]
    public void When_an_answer_is_not_finite_should_say_where()
    {
        var failures = Run(new FakeEvaluators((policy, _) => policy[7] = float.NaN));
        Assert.Contains("finite answers: Cuda answered with a value that is not finite", failures);
        Assert.Contains(failures, failure => failure.StartsWith("agreement of the providers: Cuda and the processor differ by Infinity", StringComparison.Ordinal));
    }

    [Fact]
    public void When_seat_values_share_out_more_than_a_win_should_say_so() => Assert.Contains(
        "finite answers: Cuda answered with seat values that sum to 1.5 instead of 1",
        Run(new FakeEvaluators((_, values) => (values[0], values[1]) = (0.75f, 0.75f))));

    [Theory]
    [InlineData(EvaluatorProvider.Cuda, 0.01f, true)]
    [InlineData(EvaluatorProvider.Cuda, 0.03f, false)]
    [InlineData(EvaluatorProvider.Cpu, 0.01f, false)]
    public void When_the_provider_says_something_else_should_allow_what_it_rounds(EvaluatorProvider given, float difference, bool isAllowed)
    {
        var failures = Run(new FakeEvaluators((policy, _) => policy[3] += difference) { Given = given });
        Assert.Equal(isAllowed, failures.Count == 0);
        Assert.All(failures, failure => Assert.StartsWith($"agreement of the providers: {given} and the processor differ by 0.0", failure, StringComparison.Ordinal));
    }

    [Fact]
    public void When_a_gpu_is_required_and_the_processor_is_used_should_say_so()
    {
        var failures = Run(new FakeEvaluators((_, _) => { }) { Given = EvaluatorProvider.Cpu }, new SelfTestOptions { RequireGpu = true });
        Assert.Contains("the GPU: ONNX Runtime computes on the processor; SelfTest:RequireGpu is true", failures);
    }

    [Fact]
    public void When_a_check_cannot_be_made_should_count_it_as_failed_and_make_the_others()
    {
        var failures = Run(new FakeEvaluators((_, _) => throw new EvaluationException("device lost")));
        Assert.Equal(["finite answers: device lost", "agreement of the providers: device lost"], failures);
    }

    [Fact]
    public void When_switched_off_should_check_nothing() =>
        Assert.Empty(Run(new FakeEvaluators((policy, _) => policy[7] = float.NaN), new SelfTestOptions { Enabled = false }));

    [Fact]
    public void When_runtimes_differ_by_more_than_allowed_should_say_so()
    {
        var options = Options.Create(new SelfTestOptions { Tolerance = 0 });
        var failure = new TorchParityCheck(options, Options.Create(new TrainingOptions())).Run(new SelfTestNetwork(2));
        Assert.StartsWith("they differ by ", failure, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Run(IEvaluatorSource evaluators, SelfTestOptions? settings = null)
    {
        var options = Options.Create(settings ?? new SelfTestOptions());
        ISelfTestCheck[] checks =
        [
            new GpuCheck(evaluators, options),
            new FiniteAnswersCheck(evaluators),
            new ProviderAgreementCheck(evaluators, options),
            new TorchParityCheck(options, Options.Create(new TrainingOptions())),
        ];
        return new WorkerSelfTest(checks, options, TimeProvider.System, NullLogger<WorkerSelfTest>.Instance).Run(default);
    }
}
