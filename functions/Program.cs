using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RingRift.Azure;
using RingRift.Azure.Connections;
using RingRift.Azure.Scaling;
using RingRift.Functions.Delivery;
using RingRift.Pipeline;
using RingRift.Telemetry;

ProxyBypass.Extend();
IHost host;
try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.Services.AddPipeline(builder.Configuration);
    builder.Services.AddAzurePipeline(builder.Configuration);
    builder.Services.AddScaleSetPools(builder.Configuration);
    builder.Services.AddDeadLetterServices();
    builder.Services.AddEventDelivery(builder.Configuration);
    builder.Services.AddTelemetryExport(builder.Configuration, "functions", telemetry => telemetry.UseFunctionsWorkerDefaults());
    host = builder.Build();
    host.Services.GetRequiredService<IStartupValidator>().Validate();
}
catch (Exception exception) when (SettingsFailure.Is(exception))
{
    Console.Error.WriteLine(SettingsFailure.Describe(exception));
    return SettingsFailure.ExitCode;
}

host.Run();
return 0;
