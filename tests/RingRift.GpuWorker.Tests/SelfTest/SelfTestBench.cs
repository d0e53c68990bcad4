using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RingRift.Game;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.SelfTest;
using RingRift.Learning.Networks;

namespace RingRift.GpuWorker.Tests.SelfTest;

/// <summary>The self-test of a worker that trains small networks; right in all its parts unless a test puts another in.</summary>
internal static class SelfTestBench
{
    public static NetworkSpec Small => NetworkSpec.For(GameConfig.Parse("hex8_2p"), blocks: 2, channels: 8);

    /// <summary>The services of a worker process.</summary>
    /// <param name="step">How LibTorch computes; null for rightly.</param>
    /// <param name="evaluators">How ONNX Runtime computes; null for the real one.</param>
    /// <param name="settings">Settings beside those of a small network.</param>
    public static ServiceProvider Services(
        ITrainingStep? step = null, IEvaluatorSource? evaluators = null, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Training:Blocks"] = "2",
                ["Training:Channels"] = "8",
                ["Training:BatchSize"] = "32",
                ["Training:UseCuda"] = "false",
                ["SelfPlay:Threads"] = "2",
                ["SelfPlay:Provider"] = "Cpu",
                ["SelfTest:Remember"] = "false",
                ["SelfTest:Positions"] = "4",
            })
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            .Build();
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(step ?? new PlainStep());
        if (evaluators is not null)
        {
            services.AddSingleton(evaluators);
        }

        return services.AddSelfTest(configuration, new WorkerArguments()).BuildServiceProvider();
    }

    public static SelfTestReport Run(
        ITrainingStep? step = null, IEvaluatorSource? evaluators = null, params (string Name, string Value)[] settings)
    {
        using var services = Services(step, evaluators, settings);
        var selfTest = services.GetRequiredService<WorkerSelfTest>();
        return selfTest.Run(selfTest.FirstNetwork, default);
    }
}
