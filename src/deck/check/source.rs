//! Whether a fact says where it can be looked up.

use super::{
    Report,
    words::{plain, words},
};
use crate::deck::{Body, Card, Kind, Level, cloze};

/// Products whose behaviour a card may claim: such a claim needs a source more than a principle does.
const PRODUCTS: [&str; 46] = [
    "kafka",
    "rabbitmq",
    "nats",
    "jetstream",
    "redis",
    "memcached",
    "postgresql",
    "postgres",
    "mysql",
    "cassandra",
    "mongodb",
    "dynamodb",
    "elasticsearch",
    "grpc",
    "protobuf",
    "avro",
    "graphql",
    "kubernetes",
    "docker",
    "terraform",
    "aws",
    "gcp",
    "azure",
    "s3",
    "sqs",
    "sns",
    "kinesis",
    "lambda",
    "envoy",
    "nginx",
    "istio",
    "prometheus",
    "grafana",
    "datadog",
    "opentelemetry",
    "jaeger",
    "git",
    "github",
    "gitlab",
    "jenkins",
    "java",
    "kotlin",
    "python",
    "node.js",
    "spring",
    "cloudflare",
];

/// `missing-source`: does not apply to words, stories and cards that cover no row.
pub(super) fn check(card: &Card, report: &mut Report<'_>) {
    let kind = card.kind();
    let applies = !matches!(kind, Kind::Vocab | Kind::Story) && !card.covers.is_empty();
    if !applies || !card.source.is_blank() {
        return;
    }
    let claim = match &card.body {
        Body::Recall { answer } => format!("{} {}", card.prompt.source(), answer.source()),
        Body::Cloze => cloze::filled(card.prompt.source(), 0),
        _ => String::new(),
    };
    let claim = plain(&claim);
    let product = words(&claim)
        .into_iter()
        .find(|word| PRODUCTS.contains(&word.as_str()));
    let (level, message) = if let Some(product) = product {
        (
            Level::Error,
            format!("a claim about {product} has no source"),
        )
    } else if claim.contains(|c: char| c.is_ascii_digit()) {
        (Level::Error, "a number has no source".to_owned())
    } else {
        (Level::Warning, "the card has no source".to_owned())
    };
    report.at_level(level, "source", "", "missing-source", message);
}
