using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using RingRift.Azure;
using RingRift.Functions.Handling;
using RingRift.Pipeline;
using RingRift.Telemetry;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddPipeline(builder.Configuration);
builder.Services.AddAzurePipeline(builder.Configuration);
builder.Services.AddDeadLetterServices();
builder.Services.AddEventIntake();
builder.Services.AddTelemetryExport(builder.Configuration, "functions");
builder.Build().Run();
