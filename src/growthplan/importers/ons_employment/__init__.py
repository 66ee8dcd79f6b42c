"""Jobs, employment, businesses and pay by place."""
